"""Many quotations against many sources, on several processors. Each source is made ready once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from sourcebook.checks.verbatim.source import SourceText
from sourcebook.checks.verbatim.verdict import Verdict
from sourcebook.checks.verbatim.verify import OMITTED, Pair, verify

# Sources that go to a process in one parcel: enough to hide the cost of sending, few enough to share out.
_PARCEL = 16
_Group = tuple[str, list[Pair]]


def verify_all(pairs: Iterable[Pair], processes: int = 1, omitted: int = OMITTED) -> list[Verdict]:
    """The verdict on each pair, in their order. With more than one process the sources are shared out."""
    listed = list(pairs)
    places: dict[str, list[int]] = {}
    for n, pair in enumerate(listed):
        places.setdefault(pair.source, []).append(n)
    groups = [(text, [listed[n] for n in numbers]) for text, numbers in places.items()]
    parcels = [(groups[at : at + _PARCEL], omitted) for at in range(0, len(groups), _PARCEL)]
    if processes > 1 and len(parcels) > 1:
        with ProcessPoolExecutor(processes) as pool:
            verdicts = [verdict for parcel in pool.map(_parcel, parcels) for verdict in parcel]
    else:
        verdicts = [verdict for parcel in parcels for verdict in _parcel(parcel)]
    ordered = sorted(
        zip((n for numbers in places.values() for n in numbers), verdicts, strict=True), key=_first
    )
    return [verdict for _, verdict in ordered]


def _first(numbered: tuple[int, Verdict]) -> int:
    return numbered[0]


def _parcel(parcel: tuple[Sequence[_Group], int]) -> list[Verdict]:
    groups, omitted = parcel
    return [verdict for text, pairs in groups for verdict in _group(text, pairs, omitted)]


def _group(text: str, pairs: Sequence[Pair], omitted: int) -> Iterator[Verdict]:
    source = SourceText(text)
    for pair in pairs:
        yield verify(
            pair.quotation,
            source,
            speaker=pair.speaker,
            before=pair.before,
            after=pair.after,
            omitted=omitted,
        )
