"""What became of every reference, and where each comment hangs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sourcebook.publish.word.comparing.drafts import Atom, Draft
from sourcebook.publish.word.comparing.found import Fate, Placed
from sourcebook.publish.word.comparing.loom import Woven
from sourcebook.publish.word.comparing.marking import Marks
from sourcebook.publish.word.comparing.numbering import notes_within, quoted
from sourcebook.publish.word.comparing.relocating import Relocated
from sourcebook.publish.word.comparing.scripting import Scripted
from sourcebook.publish.word.flow import Flow, Mark, Word
from sourcebook.publish.word.opened import WordComment, WordText
from sourcebook.publish.word.tokens import text_of


def fates_of(
    flow: Flow,
    woven: Woven,
    moves: Relocated,
    where: Mapping[int, str],
    numbers: Mapping[str, int],
    marks: Marks,
) -> tuple[Fate, ...]:
    """The fate of each mark of the sent text, in its order; one in a note that is gone shares the note's."""
    within = dict(notes_within(flow))
    places = {
        token.name: where[key]
        for key, block in enumerate(flow.blocks)
        for token in block.tokens
        if isinstance(token, Mark)
    }
    over = _written(woven)
    found: dict[str, Fate] = {}
    for name in marks.known:
        note = within.get(name, "")
        place = f"note {numbers[note]}" if note in numbers else places.get(name, "")
        found[name] = _fate(name, place, woven, moves, over)
    return tuple(_shared(fate, within, found) for fate in found.values())


def _shared(fate: Fate, within: Mapping[str, str], found: Mapping[str, Fate]) -> Fate:
    note = found.get(within.get(fate.name, ""))
    if note is None or fate.fate != "kept" or note.fate not in ("pending", "lost"):
        return fate
    return Fate(fate.name, note.fate, fate.where, fate.before, "", note.change)


def _fate(name: str, place: str, woven: Woven, moves: Relocated, over: Mapping[int, str]) -> Fate:
    trace = woven.traces.get(name)
    before = trace.token.printed if trace is not None and isinstance(trace.token, Mark) else ""
    drafts = [draft for draft, wanted in trace.when if not wanted] if trace is not None else []
    if not drafts:
        return Fate(name, "kept", place, before, before)
    if name in moves.moved:
        return Fate(name, "moved", place, before, before, moves.moved[name].number)
    draft = drafts[0]
    if any(one.tracked for one in drafts):
        draft = next(one for one in drafts if one.tracked)
        return Fate(name, "pending", place, before, before, draft.number)
    now = woven.over.get(name, over.get(draft.number, "") if before else "")
    return Fate(name, "changed" if now else "lost", place, before, now, draft.number)


def _written(woven: Woven) -> dict[int, str]:
    """The words put in by each change of words."""
    found: dict[int, list[Word]] = {}
    notes = (atoms for atoms in woven.notes.values() if isinstance(atoms, list))
    for atoms in (*woven.atoms.values(), *notes):
        for atom in atoms:
            if isinstance(atom.token, Word) and len(atom.when) == 1 and atom.when[0][1]:
                found.setdefault(atom.when[0][0].number, []).append(atom.token)
    return {number: text_of(words).strip() for number, words in found.items()}


def comments_placed(
    theirs: WordText, woven: Woven, keys: Mapping[int, Sequence[int]], made: Scripted
) -> tuple[Placed, ...]:
    """Each comment of the returned file with its place, in the file's order."""
    on: dict[str, tuple[int, Draft | None]] = {}
    for key, atoms in woven.atoms.items():
        for comment, draft in _commented(atoms):
            if comment not in on or (on[comment][1] is None and draft is not None):
                on[comment] = key, draft
    return tuple(_placed(comment, theirs, on, keys, made) for comment in theirs.comments)


def _commented(atoms: Sequence[Atom]) -> Iterator[tuple[str, Draft | None]]:
    for atom in atoms:
        for comment in atom.comments:
            yield comment, atom.when[0][0] if atom.when else None


def _placed(
    comment: WordComment,
    theirs: WordText,
    on: Mapping[str, tuple[int, Draft | None]],
    keys: Mapping[int, Sequence[int]],
    made: Scripted,
) -> Placed:
    key, draft = on.get(comment.id, (None, None))
    if key is None and comment.block is not None:
        key = next(iter(keys.get(comment.block, ())), None)
    change = draft.number if draft is not None else None
    if comment.note in made.numbers:
        return Placed(comment, f"note {made.numbers[comment.note]}", key, change)
    if key is not None:
        return Placed(comment, made.where[key], key, change)
    if comment.block is not None and comment.block < len(theirs.blocks):
        words = text_of(bit.token for bit in theirs.blocks[comment.block].bits)
        return Placed(comment, quoted("paragraph", words), None, change)
    return Placed(comment, "", None, change)
