"""From an edition to its files: printed, written in every format, proved, passed through the gate, packed.

Nothing is under its final name before everything holds: the files are made in memory, proved and checked,
then written beside their place and renamed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pypdfium2

from sourcebook.checks.findings import Finding
from sourcebook.dossier.exchange.bag import new_folder
from sourcebook.publish.drafting.untold import kept_back
from sourcebook.publish.edition import Edition, Picture
from sourcebook.publish.edition.writing import written
from sourcebook.publish.fonts import require_glyphs
from sourcebook.publish.formats import docx, html, pdf
from sourcebook.publish.gate import Passing, pass_gate
from sourcebook.publish.material import Material
from sourcebook.publish.package import Signer, Summary, build, zipped
from sourcebook.publish.printed import Line, Printed, labelled
from sourcebook.publish.printing import Given, printed
from sourcebook.publish.printing.letters import printable
from sourcebook.publish.printing.unmarked import unmarked
from sourcebook.publish.proof import docx as docx_proof
from sourcebook.publish.proof import html as html_proof
from sourcebook.publish.proof import pdf as pdf_proof
from sourcebook.publish.proof.comparing import Comparison, compare
from sourcebook.publish.swept import swept_folder
from sourcebook.publish.word.flowing import anchors_of
from sourcebook.reading import Reading, read
from sourcebook.text.folding import skeleton

Progress = Callable[[str], None]
FORMATS = ("pdf", "docx", "html")
# What `progress` is told of `make`, beside the names of the rules.
STEPS = ("printing", "PDF, DOCX, HTML", "taking the text back", "checks")


class NotProved(RuntimeError):
    """Text taken back from a format is not the report's: the file is not written."""


class GateClosed(ValueError):
    """An edition with errors that nothing lets stand; `passing` has everything that was found."""

    def __init__(self, passing: Passing) -> None:
        self.passing = passing
        first, *more = passing.blocking
        super().__init__(f"{first}{f' (and {len(more)} more)' if more else ''}")


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `draft` lets an edition out whose gate is closed, without a package.

    `lenient`, for a report of somebody else: fonts of the machine are taken, characters that no font has are
    shown as boxes, and what a format does not give back is told. `signers` sign the package. `archive` packs
    it into a ZIP as well. `notice` stands on top of the page. `edition` is its name, which the Word
    file says.
    """

    given: Given = field(default_factory=Given)
    draft: bool = False
    lenient: bool = False
    package: bool = True
    archive: bool = True
    signers: Sequence[Signer] = ()
    of_dossier: Sequence[Finding] = ()
    gives_away: Callable[[str], bool] = lambda text: False
    notice: str = ""
    styles: Path | None = None
    edition: str = ""


@dataclass(frozen=True)
class Made:
    """What was made: the files by name, the proofs by format, what the gate said, the package.

    `back` are the lines that were taken back from each format, `boxed` characters that no font has, shown
    as boxes.
    """

    printed: Printed
    files: Mapping[str, bytes]
    proofs: Mapping[str, Comparison]
    passing: Passing
    back: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    package: Summary | None = None
    boxed: tuple[str, ...] = ()


def build_of(edition: Edition, material: Material, given: Given | None = None) -> str:
    """The state of an edition as a hash: its text, its images, and every record that it may draw upon."""
    digest = hashlib.sha256(written(edition).encode())
    for id in sorted(material.records):
        digest.update(json.dumps(material.records[id], ensure_ascii=False, sort_keys=True).encode())
    # Of what is not published, the counts that the methodology prints: drafts come and go.
    hidden = sorted((id, sorted(parts)) for id, parts in material.hidden.items())
    beside = [sorted(material.released), list(material.partners), kept_back(material), hidden]
    digest.update(json.dumps(beside, ensure_ascii=False).encode())
    for path in sorted({one.target for one in edition.blocks if isinstance(one, Picture)}):
        content = given.image(path) if given else None
        if content is not None:
            digest.update(f"{path}\0{hashlib.sha256(content).hexdigest()}".encode())
    return digest.hexdigest()


def make(edition: Edition, material: Material, wanted: Wanted, progress: Progress | None = None) -> Made:
    """Everything but the writing: the formats, their proofs, the gate.

    Raises EditionError, MissingFont, NotProved, GateClosed.
    """
    tell = progress or (lambda what: None)
    tell(STEPS[0])
    report = printed(edition, material, wanted.given)
    marked = report
    boxed: tuple[str, ...] = ()
    if wanted.lenient:
        marked, boxed = printable(report)
    report = unmarked(marked)
    if not wanted.lenient:
        require_glyphs(report)
    tell(STEPS[1])
    files = _formats(report, partial(_word, marked, anchors_of(edition), wanted), wanted)
    tell(STEPS[2])
    back = _taken_back(files)
    proofs = {name: compare(report, lines, contents=True) for name, lines in back.items()}
    lost = [comparison.summary(name.upper()) for name, comparison in proofs.items() if not comparison.holds]
    if lost and not wanted.lenient:
        raise NotProved(f"nothing was written: {'; '.join(lost)}")
    tell(STEPS[3])
    passing = pass_gate(
        edition,
        material,
        _read_back(files["report.docx"]),
        wanted.of_dossier,
        progress,
        wanted.gives_away,
    )
    if not passing.open and not wanted.draft:
        raise GateClosed(passing)
    return Made(report, files, proofs, passing, back, boxed=boxed)


def write(
    made: Made,
    edition: Edition,
    material: Material,
    folder: Path,
    wanted: Wanted,
    done: Callable[[], None] = lambda: None,
) -> Made:
    """Writes what was made into a new folder: the formats, the edition, the package and its ZIP.

    `done` is called when all is written, before the folder gets its name: what it raises leaves nothing.
    """
    with new_folder(folder) as target:
        root = target.root
        root.chmod(0o755)
        for name, content in made.files.items():
            (root / name).write_bytes(content)
        (root / "edition.md").write_text(written(edition), encoding="utf-8")
        summary = None
        if wanted.package and made.passing.open:
            summary = build(
                root / "package", made.printed, made.files, material, written(edition), tuple(wanted.signers)
            )
            if wanted.archive:
                zipped(root / "package", root / "package.zip")
        done()
    return replace(made, package=summary)


def _formats(report: Printed, word: Callable[[Mapping[str, int]], bytes], wanted: Wanted) -> dict[str, bytes]:
    """The three formats. The compiler of Typst leaves Python alone: the page is written meanwhile.

    Word's table of contents has the pages of the PDF, until Word counts its own; `word` writes it with them.
    """
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(pdf.write, report, evidence_manifest(report), system_fonts=wanted.lenient)
        page = html.write(report, wanted.notice)
        paper = working.result()
    return {"report.pdf": paper, "report.docx": word(_pages(report, paper)), "report.html": page}


def _word(report: Printed, anchors: docx.Anchors, wanted: Wanted, pages: Mapping[str, int]) -> bytes:
    """The Word file, with its paragraphs and references named: a copy that somebody edited can be taken."""
    stamp = docx.Stamp(edition=wanted.edition, build=report.build)
    return docx.write(report, styles=wanted.styles, pages=pages, anchors=anchors, stamp=stamp)


def _pages(report: Printed, paper: bytes) -> dict[str, int]:
    """The page of each heading, by its id, as the bookmarks of the PDF have them; without those not found."""
    with pypdfium2.PdfDocument(paper) as document:
        marks = [(skeleton(one.get_title()), one.get_dest()) for one in document.get_toc()]
        places = iter([(title, dest.get_index()) for title, dest in marks if dest is not None])
    found: dict[str, int] = {}
    for heading in report.contents():
        title = skeleton(labelled(heading.label, "".join(run.text for run in heading.runs)))
        page = next((page for name, page in places if name == title), None)
        if page is None:
            break
        found[heading.id] = page + 1
    return found


def _taken_back(files: Mapping[str, bytes]) -> dict[str, Sequence[Line]]:
    return {
        "pdf": tuple(pdf_proof.lines(files["report.pdf"])),
        "docx": tuple(docx_proof.lines(files["report.docx"])),
        "html": tuple(html_proof.lines(files["report.html"])),
    }


def _read_back(word: bytes) -> Reading:
    """The report as a reader finds it, for the rules over a report."""
    with swept_folder() as folder:
        path = folder / "report.docx"
        path.write_bytes(word)
        return read(path)


def evidence_manifest(report: Printed) -> bytes:
    """What the report rests on, for whoever has the PDF alone: sources, what is kept of them, hashes."""
    sources = [
        {
            "id": source.id,
            "title": source.title,
            "urls": list(source.urls),
            "archived": list(source.archived),
            "kept": [
                {
                    "state": kept.state,
                    "sha256": kept.sha256,
                    "captured_at": kept.captured_at,
                    "text": kept.layer,
                }
                for kept in source.kept
            ],
        }
        for source in report.sources.values()
    ]
    blocks = {
        id: [{"record": one.record, "kind": one.kind, "sources": list(one.sources)} for one in found]
        for id, found in report.evidence.items()
    }
    content = {
        "title": report.title,
        "date": report.date,
        "build": report.build,
        "sources": sources,
        "blocks": blocks,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
