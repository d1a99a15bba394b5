"""What each note holds: what is missing is found where it is expected, and only there."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_of

ROAD = "Varnia Post, *The road is closed*, 3 May 2031, <https://varnia-post.example/road-closed> (accessed on 4 July 2031)."
BRIDGE = "Varnia Post, *The bridge is open*, 9 May 2031, <https://varnia-post.example/bridge-open> (accessed on 4 July 2031)."
SCHOOL = "Radio Lissk, *A school without pupils*, 2 June 2031, <https://radio-lissk.example/school> (accessed on 5 July 2031)."
USUAL = (ROAD, BRIDGE, SCHOOL)

CASES = [
    ("note-empty", "&nbsp;", "error"),
    ("note-empty", "Ibid.", None),
    ("note-incomplete", "Arms Ledger reporting on , 5 August 2031, <https://arms-ledger.example/7> (accessed on 4 July 2031).", "error"),
    ("note-incomplete", "Arms Ledger, *The first flights*, , 5 August 2031, <https://arms-ledger.example/7>.", "error"),
    ("note-incomplete", "Arms Ledger, “The flights they reported on”, 5 August 2031, <https://arms-ledger.example/7>.", None),
    ("note-incomplete", "On the flights, see paragraph 4 above.", None),
    ("note-url-missing", "Varnia Post, *The mill burned down*, 5 May 2031.", "warning"),
    ("note-url-missing", "Brand, Ilse, *A history of the mills*, Orvel University Press, 2019, pp. 12–14.", "info"),
    ("note-url-missing", "See paragraphs 4 and 5 above.", None),
    ("note-url-missing", ROAD, None),
    ("note-accessed-missing", "Varnia Post, *The mill burned down*, 5 May 2031, <https://varnia-post.example/mill>.", "error"),
    ("note-accessed-missing", "Varnia Post, *The mill*, 5 May 2031, <https://varnia-post.example/mill>; Radio Lissk, *The mill*, 6 May 2031, <https://radio-lissk.example/mill> (accessed on 4 July 2031).", "info"),
    ("note-accessed-missing", ROAD, None),
    ("note-accessed-missing", "Brand, Ilse, *A history of the mills*, Orvel University Press, 2019, pp. 12–14.", None),
    ("note-accessed-twice", "Varnia Post, *The mill*, 5 May 2031, <https://varnia-post.example/mill> (accessed on 3 July 2031) (accessed on 4 July 2031).", "info"),
    ("note-accessed-twice", ROAD, None),
    ("note-date-missing", "Varnia Post, *The mill burned down*, <https://varnia-post.example/mill-burned> (accessed on 4 July 2031).", "info"),
    ("note-date-missing", "Varnia Post, *The mill burned down*, undated, <https://varnia-post.example/mill-burned> (accessed on 4 July 2031).", None),
    ("note-date-missing", "Lakes Assembly, <https://lakes-assembly.example/en> (accessed on 4 July 2031).", None),
    ("note-date-without-year", "Radio Lissk, *Evening news*, 9 July, <https://radio-lissk.example/evening-news> (accessed on 4 July 2031).", "warning"),
    ("note-date-without-year", ROAD, None),
    ("note-title-missing", "Lakes Monitoring Mission, 3 April 2031, <https://lakes-mission.example/reports/spot-11> (accessed on 4 July 2031).", "warning"),
    ("note-title-missing", "Tavi Mirk on X, 3 April 2031, <https://x.com/tavimirk/status/1704239716176974122> (accessed on 4 July 2031).", None),
    ("note-title-missing", ROAD, None),
    ("note-publisher-missing", "“The mill burned down”, 5 May 2031, <https://varnia-post.example/mill> (accessed on 4 July 2031).", "info"),
    ("note-publisher-missing", ROAD, None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "note", "severity"), CASES)
def test_a_note_among_usual_ones(rule: str, note: str, severity: str | None) -> None:
    reading = reading_of("The road was closed.[^1][^2][^3]", "The mill burned.[^4]", notes=(*USUAL, note))
    findings = found(rule, reading)
    assert [(f.severity, f.notes, f.paragraphs) for f in findings] == (
        [(severity, (4,), ("2",))] if severity else []
    )


def test_a_house_without_access_dates_is_not_asked_for_them() -> None:
    bare = tuple(note.partition(" (accessed")[0] + "." for note in USUAL)
    reading = reading_of("The road was closed.[^1][^2][^3]", notes=bare)
    assert not found("note-accessed-missing", reading)


IBID = [
    (("Ibid.", "Ibid"), [4]),
    (("Ibid", "Ibid"), []),
    (("Ibid.", "Ibid."), []),
    (("Ibid., p. 4", "Ibid, p. 5"), [4]),
]


@pytest.mark.parametrize(("forms", "wanted"), IBID)
def test_ibid_is_written_in_one_way(forms: tuple[str, str], wanted: list[int]) -> None:
    reading = reading_of("One.[^1][^2]", "Two.[^3][^4]", notes=(ROAD, forms[0], BRIDGE, forms[1]))
    findings = found("ibid-form", reading)
    assert [n for f in findings for n in f.notes] == wanted
    assert all(f.edit and f.edit.new == "Ibid." for f in findings)


TARGETS = [
    ((ROAD, "Ibid."), []),
    ((ROAD, "Ibid.", "Ibid."), []),
    ((f"{ROAD[:-1]}; {BRIDGE}", "Ibid."), [2]),
    (("Ibid.", ROAD), [1]),
    (("The peoples’ own names are used throughout.", "Ibid."), [2]),
    ((ROAD, f"Ibid.; {BRIDGE}", "Ibid."), [3]),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "wanted"), TARGETS)
def test_ibid_points_at_one_source(notes: tuple[str, ...], wanted: list[int]) -> None:
    marks = "".join(f"[^{n}]" for n in range(1, len(notes) + 1))
    findings = found("ibid-target", reading_of(f"The road was closed.{marks}", notes=notes))
    assert [f.notes[0] for f in findings] == wanted
