"""Fields that reach outside the file (add-ins, linked files) as the words that they show, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from sourcebook.publish.word.opening.xml import W
from sourcebook.publish.word.scrubbing.paths import without_folder
from sourcebook.publish.word.scrubbing.revisions import unwrapped
from sourcebook.publish.word.scrubbing.traces import Element, Told, Traces

_CODES = (W + "instrText", W + "delInstrText")


@dataclass
class _Open:
    """A field on its way: what makes it up beside the words that it shows."""

    parts: list[Element] = field(default_factory=list)
    codes: list[Element] = field(default_factory=list)
    shows: bool = False
    nested: bool = False


def unlink(root: Element, traces: Traces, told: Told) -> None:
    """Takes away what fields of these kinds do; the words that they show stay."""
    fields: list[_Open] = []
    for one in list(root.iter(W + "fldChar", *_CODES)):
        kind = one.get(W + "fldCharType") if one.tag == W + "fldChar" else ""
        if kind == "begin":
            if fields and not fields[-1].shows:
                fields[-1].nested = True
            fields.append(_Open([one]))
        elif fields and not kind and not fields[-1].shows:
            fields[-1].codes.append(one)
        elif fields and kind == "separate":
            fields[-1].parts.append(one)
            fields[-1].shows = True
        elif fields and kind == "end":
            ended = fields.pop()
            ended.parts.append(one)
            _settle(ended, traces, told)
    for one in list(root.iter(W + "fldSimple")):
        instruction = one.get(W + "instr") or ""
        if _word(instruction) in traces.fields:
            told.say(_said(instruction))
            unwrapped(one)
        else:
            one.set(W + "instr", _told(instruction, traces, told))


def _settle(ended: _Open, traces: Traces, told: Told) -> None:
    codes = ended.codes
    instruction = "".join(code.text or "" for code in codes)
    # What a field within the instruction shows is no text: without the outer one it would be.
    if _word(instruction) in traces.fields and not ended.nested:
        told.say(_said(instruction))
        for one in (*ended.parts, *codes):
            one.getparent().remove(one)
        return
    bare = _told(instruction, traces, told)
    if bare != instruction:
        for code in codes[1:]:
            code.text = ""
        codes[0].text = bare


def _told(instruction: str, traces: Traces, told: Told) -> str:
    """The instruction without the folders of this machine."""
    if _word(instruction) in traces.printing:
        told.left[f"a field ({_word(instruction)}) prints its words: look whether they may stand"] = None
    bare, found = without_folder(instruction)
    for path in found:
        told.say("paths in fields", path)
    return bare


def _word(instruction: str) -> str:
    return next(iter(instruction.split()), "").upper()


def _said(instruction: str) -> str:
    return f"fields of add-ins or other files ({_word(instruction)}); their words stay"
