"""Takes a file back as `take` does: the kept bytes and the returned ones through the same reader, compared."""

from __future__ import annotations

from collections.abc import Mapping

from tests.publish.word.office.report import report
from tests.publish.word.office.sent import sent

from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.comparing import compare
from sourcebook.publish.word.comparing.found import Compared
from sourcebook.publish.word.flow import Block, Cell, Flow, Mark, Word
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.opening import opened


def taken(docx: bytes, base: bytes | None = None, flow: Flow | None = None) -> Compared:
    """What is in a returned file; of the report unless another base is given with its flow."""
    before = opened(sent() if base is None else base, "the sent file")
    return compare(before, opened(docx, "the returned file"), flow_of(report()) if flow is None else flow)


def everything(found: Compared) -> Flow:
    """The text with all proposed changes."""
    return applied(found.script, frozenset(change.id for change in found.script.changes))


def nothing(found: Compared) -> Flow:
    """The text with none of them."""
    return applied(found.script, frozenset())


def fates(found: Compared) -> dict[str, str]:
    """What became of each mark that is not as it was."""
    return {one.name: one.fate for one in found.fates if one.fate != "kept"}


def printed_by(docx: bytes) -> Mapping[str, str]:
    """The characters that marks print in a file, by their names."""
    text = opened(docx)
    return {name: one.printed for name, all_ in text.anchors.items() for one in all_ if one.state == "whole"}


def said(block: Block, prints: Mapping[str, str]) -> list[str]:
    """The lines that a block prints: of a row its cells, of others one; nothing for an empty one."""
    cells = [""]
    for token in block.tokens:
        match token:
            case Word(text):
                cells[-1] += text
            case Mark(name, printed=printed):
                cells[-1] += prints.get(name, printed)
            case Cell():
                cells.append("")
    return [cell.strip() for cell in cells if cell.strip()]
