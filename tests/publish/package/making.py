"""A report with its dossier, small and by hand, and a package made of both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.publish import sample

from sourcebook.publish.formats import html
from sourcebook.publish.material import Material
from sourcebook.publish.package import KeyFile, Summary, build
from sourcebook.publish.printed import Cited, Kept, Passage, Printed, Run, Support

TEXT = "Ardovia Public Television 🎬 Report.\r\nDr. Orvan Dreth said: Every hill is ours. Nobody passes <b>here</b>.\nОбъект закрыт.\n"
PAGE = b"<!doctype html><script>alert('captured')</script><p>Every hill is ours. Nobody passes.</p>"
OTHER_TEXT = "The daily of Sel, 3 March 2031. The border is closed and will stay closed."
OTHER = b"%PDF-1.7 the daily of Sel\n"
# Stands in the dossier, and may stand in no byte of a package.
SEALED = "the witness Mirela K. of Quarry Lane"
WITHHELD_TEXT = f"Footage of a captive. {SEALED}. They were taken to the quarry."
WITHHELD = WITHHELD_TEXT.encode()
EDITION = (
    "# Rhetoric {#rhetoric}\n\nOn 18 April, Orvan Dreth said: “Every hill is ours” [@statement:3f2a91c0].\n"
)


def sha(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def signer(name: str = "Sel Law Centre") -> KeyFile:
    return KeyFile(name, Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()))


def printed() -> Printed:
    report = sample.printed()
    start, other = TEXT.index("Every hill"), OTHER_TEXT.index("The border")
    hills = Support(
        "3f2a91c0-0000-4000-8000-000000000001", "statement", "Orvan Dreth: every hill is ours",
        (Passage("Every hill is ours", "c-1", sha(TEXT), start, start + 18, "Dreth said: ", ". Nobody"),), ("s-1",),
        ("Every hill is ours",),
    )  # fmt: skip
    border = Support(
        "3f2a91c0-0000-4000-8000-000000000002", "statement", "The daily: the border is closed",
        (Passage("The border is closed", "c-2", sha(OTHER_TEXT), other, other + 20, "2031. ", " and will"),), ("s-2",),
    )  # fmt: skip
    captive = Support(
        "3f2a91c0-0000-4000-8000-000000000003", "event", "Captives taken away",
        (Passage("They were taken to the quarry", "c-3", sha(WITHHELD_TEXT), 62, 91, "before", "after", None, "at 0:42"),), ("s-3",),
    )  # fmt: skip
    tv, daily = report.sources["s-1"], report.sources["s-2"]
    sources = {
        "s-1": replace(tv, kept=(Kept("released", "c-1", sha(PAGE), "text/html", "2031-05-02T08:00:00Z", sha(TEXT)),)),
        "s-2": replace(daily, kept=(Kept("released", "c-2", sha(OTHER), "application/pdf", "2031-05-03T08:00:00Z", sha(OTHER_TEXT)),)),
        "s-3": Cited("s-3", (Run("A channel, 9 May 2031."),), "", ("https://channel.example/9",), (),
                     (Kept("withheld", "c-3", sha(WITHHELD), "video/mp4", "2031-05-09T08:00:00Z", sha(WITHHELD_TEXT), text=WITHHELD_TEXT), Kept("on file"))),
        "s-4": Cited("s-4", (Run("A poster on the bridge."),), kept=(Kept("never captured"),)),
    }  # fmt: skip
    evidence = {"p-hills": (hills, captive), "p-scripts": (border,)}
    return replace(report, sources=sources, evidence=evidence)


def _capture(id: str, source: str, data: bytes, media: str) -> dict[str, Any]:
    fields = {"source": source, "sha256": sha(data), "media_type": media}
    return {
        "id": id,
        "kind": "capture",
        "label": "",
        "status": "published",
        "fields": fields,
        "parts": {"layers": []},
    }


def records() -> dict[str, dict[str, Any]]:
    plain: list[dict[str, Any]] = [
        _capture("c-1", "s-1", PAGE, "text/html"),
        _capture("c-2", "s-2", OTHER, "application/pdf"),
        {"id": "a-1", "kind": "actor", "label": "Orvan Dreth", "status": "published", "fields": {"form": "person"}, "parts": {}},
        {"id": "3f2a91c0-0000-4000-8000-000000000001", "kind": "statement", "label": "=HYPERLINK(1)", "status": "published",
         "fields": {"form": "remark", "text": "=cmd|' /C calc'!A0", "when": "2031-04-18", "manner": "-verbatim", "points": []},
         "parts": {"speakers": [{"actor": "a-1", "part": "speaker", "role_words": "@minister of roads", "words": "+Dreth"}]}},
        {"id": "f-1", "kind": "claim", "label": "two", "status": "published",
         "fields": {"about": None, "property": "\tkilled", "words": "-2", "low": -2, "best": 2.0, "high": None, "claimant": "a-1"}, "parts": {}},
    ]  # fmt: skip
    return {record["id"]: record for record in plain}


class Vault:
    """The bytes and texts of captures; remembers what was asked for."""

    def __init__(self, data: Mapping[str, bytes], texts: Mapping[str, str]) -> None:
        self.data, self.texts = dict(data), dict(texts)
        self.asked: list[str] = []

    def bytes_of(self, capture: str) -> bytes | None:
        self.asked.append(capture)
        return self.data.get(capture)

    def text_of(self, capture: str) -> str | None:
        self.asked.append(capture)
        return self.texts.get(capture)


def vault() -> Vault:
    return Vault(
        {"c-1": PAGE, "c-2": OTHER, "c-3": WITHHELD}, {"c-1": TEXT, "c-2": OTHER_TEXT, "c-3": WITHHELD_TEXT}
    )


def material(kept: Vault | None = None) -> Material:
    kept = kept or vault()
    return Material(
        "Ardovia 2031", records(), partners=("Sel Law Centre",), released=frozenset({"c-1", "c-2"}),
        text_of=kept.text_of, bytes_of=kept.bytes_of,
    )  # fmt: skip


def package(folder: Path, signers: Sequence[KeyFile] = (), report: Printed | None = None) -> Summary:
    report = report or printed()
    return build(folder, report, {"report.html": html.write(report)}, material(), EDITION, signers)
