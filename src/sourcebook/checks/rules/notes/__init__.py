"""Rules about what each note holds."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.notes.ibid_form import IbidForm
from sourcebook.checks.rules.notes.ibid_target import IbidTarget
from sourcebook.checks.rules.notes.note_accessed_missing import NoteAccessedMissing
from sourcebook.checks.rules.notes.note_accessed_twice import NoteAccessedTwice
from sourcebook.checks.rules.notes.note_date_missing import NoteDateMissing
from sourcebook.checks.rules.notes.note_date_without_year import NoteDateWithoutYear
from sourcebook.checks.rules.notes.note_empty import NoteEmpty
from sourcebook.checks.rules.notes.note_incomplete import NoteIncomplete
from sourcebook.checks.rules.notes.note_publisher_missing import NotePublisherMissing
from sourcebook.checks.rules.notes.note_title_missing import NoteTitleMissing
from sourcebook.checks.rules.notes.note_url_missing import NoteUrlMissing

RULES: tuple[type[Rule], ...] = (
    NoteEmpty,
    NoteIncomplete,
    NoteUrlMissing,
    NoteAccessedMissing,
    NoteAccessedTwice,
    NoteDateMissing,
    NoteDateWithoutYear,
    NoteTitleMissing,
    NotePublisherMissing,
    IbidForm,
    IbidTarget,
)
