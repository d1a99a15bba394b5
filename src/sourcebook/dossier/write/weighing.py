"""What a change comes to, weighed before it is written: values, links, circles, addresses, passages, ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcebook.dossier.kinds.paths import difference
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import RECORD
from sourcebook.dossier.kinds.valid import Problem, problems_of
from sourcebook.dossier.kinds.whole import canonical, completed
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.write.addresses import address_problems
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.ids import id_problems
from sourcebook.dossier.write.links import all_links, known_of, link_problems, targets_of
from sourcebook.dossier.write.passages import passage_problems
from sourcebook.dossier.write.replacing import BARE, Pair
from sourcebook.dossier.write.settling import settle_links

# What may change without a look at the rest of the record.
_STATUS = BARE - {"confidence", "origin", "origin_key"}


def worked_out(old: Sequence[Plain], new: Sequence[Plain]) -> list[Pair]:
    """The records that differ, in the form in which they are kept. Raises Refused for what does not fit."""
    pairs, whole, problems = [], [], []
    for before, after in zip(old, new, strict=True):
        paths = frozenset(difference(before, after)[0])
        if not paths:
            continue
        if paths <= _STATUS and after["status"] != "published":
            found = RECORD.problems({path: after[path] for path in paths})
            problems += [Problem(before["id"], field, reason) for field, reason in found]
            pairs.append(Pair(before, dict(after), paths))
            continue
        if before.get("closed"):
            # `may_change` says that it is sealed; only an erasure goes on.
            pairs.append(Pair(before, dict(after), paths))
            continue
        after = completed(after)
        found_problems = problems_of({name: value for name, value in after.items() if name != "closed"})
        problems += found_problems
        if not found_problems:
            whole.append((before, canonical(after)))
    if problems:
        raise Refused(problems)
    with as_system():
        # What stands in a record may point beyond what the viewer sees.
        settle_links([after for _, after in whole], targets_of([after for _, after in whole]))
    for before, after in whole:
        if paths := frozenset(difference(before, after)[0]):
            pairs.append(Pair(before, after, paths))
    for pair in pairs:
        pair.after["version"] = pair.before["version"] + 1
    return pairs


def made_whole(fresh: Sequence[Plain]) -> list[Plain]:
    """New records in the form in which they are kept. Raises Refused for what does not fit."""
    whole = [completed(plain) for plain in fresh]
    problems = [problem for plain in whole for problem in problems_of(plain)]
    if problems:
        raise Refused(problems)
    whole = [canonical(plain) for plain in whole]
    settle_links(whole, targets_of(whole))
    return whole


def check(pairs: Sequence[Pair], fresh: Sequence[Plain], texts: Mapping[str, str], loose: set[str]) -> None:
    """Raises Refused for what cannot be saved as the other records stand."""
    whole = [pair for pair in pairs if not pair.bare and not pair.after.get("closed")]
    plains = [*(pair.after for pair in whole), *fresh]
    # A source that comes back from being withdrawn wants its address back.
    problems = address_problems([*plains, *(pair.after for pair in pairs if pair.bare)])
    if problems:
        raise Refused(problems)
    if not plains:
        return
    before = {pair.after["id"]: pair.before for pair in whole}
    with as_system():
        known = targets_of(plains)
    # A new link must lead to what the viewer sees: whether something hidden is there is not theirs to know.
    new = {
        target
        for plain in plains
        if plain["id"] not in loose
        for _, target in set(all_links(plain)) - set(all_links(before.get(plain["id"], _NONE)))
        if target not in before
    }
    hidden = (new & known.keys()) - known_of(new).keys() - {plain["id"] for plain in fresh}
    problems = link_problems(plains, known, hidden)
    problems += passage_problems(plains, texts, before)
    problems += id_problems(fresh, [pair.after for pair in whole], before)
    if problems:
        raise Refused(problems)


_NONE: Plain = {"kind": "watch", "fields": {}, "parts": {}, "evidence": []}
