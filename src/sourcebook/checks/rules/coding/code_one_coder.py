"""code-one-coder."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Coding
from sourcebook.checks.rule import DossierRule

_SHOWN = 4


class CodeOneCoder(DossierRule):
    """A code was used by one coder only.

    ## What it does
    Reports each code of a codebook version that one coder alone has used, where others coded with the same
    codebook too: a warning. Where one coder has done all the coding, that is told once for the codebook, as
    an information. Codings that were rejected, and proposals of machines, do not count. No coder is named.

    ## Why it matters
    A code that only one person sees may be that person's view. Its counts cannot be compared with the
    others', and no agreement can be given for it.

    ## Example
    Fails: the code "threat of force" put by one coder, of two who use the codebook
    Passes: the same code, put by both

    ## False alarms
    A rare code. Set `least` higher.

    ## Options
    `least`: how often a code must have been used to be looked at.
    """

    name = "code-one-coder"
    family = "coding"
    severity = "warning"
    options = {"least": 1}

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such code, in the order of their first use."""
        uses: dict[tuple[str, str], dict[str, list[Coding]]] = {}
        for coding in dossier.each(Coding):
            if coding.coder and coding.decision != "rejected" and coding.origin != "machine":
                codes = uses.setdefault((coding.codebook, coding.codebook_version), {})
                codes.setdefault(coding.code, []).append(coding)
        for (codebook, version), codes in uses.items():
            if len({one.coder for codings in codes.values() for one in codings}) == 1:
                every = [one for codings in codes.values() for one in codings]
                if len(every) >= int(self.option["least"]):
                    yield self.finding(
                        f"All codes of {_named(codebook, version)} were put by one coder. Have a second one "
                        "code a part of the material.",
                        *_sides(dossier, every),
                        severity="info",
                        terms=(codebook, version),
                    )
                continue
            for code, codings in codes.items():
                if len({one.coder for one in codings}) == 1 and len(codings) >= int(self.option["least"]):
                    yield self.finding(
                        f"The code “{code}” of {_named(codebook, version)} was put by one coder only "
                        f"({len(codings)} {'times' if len(codings) > 1 else 'time'}), though others use the "
                        "codebook. Let a second one look.",
                        *_sides(dossier, codings),
                        terms=(codebook, version, code),
                    )


def _named(codebook: str, version: str) -> str:
    return f"{codebook} {version}".strip() or "a codebook without a name"


def _sides(dossier: Dossier, codings: list[Coding]) -> Iterator[Side]:
    for coding in codings[:_SHOWN]:
        yield dossier.side(coding, "code", coding.passage or None)
