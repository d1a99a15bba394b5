"""Every kind of record is made in a form; what cannot stand is told beside its field, and nothing typed is lost."""

from __future__ import annotations

import pytest
from tests.workbench.editing.filling import ROOT, fields, opened, row, send
from tests.workbench.holding import Browsers, Held, hold, queries

from sourcebook.dossier.kinds import KINDS, Plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Account, Dossier, Record
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.forms.layout import FORMS, NOT_MADE, ROWS


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def made(response: object) -> Plain:
    """The record that a form made: it leads to its page."""
    assert response.status_code == 302, fields_at_fault(response)  # type: ignore[attr-defined]
    record = response.headers["Location"].rstrip("/").rsplit("/", 1)[-1]  # type: ignore[attr-defined]
    with as_system():
        [plain] = by_ids([record])
    return plain


def fields_at_fault(response: object) -> list[str]:
    page = response.content.decode()  # type: ignore[attr-defined]
    return [part.split("</div>")[0] for part in page.split('class="fault"')[1:]] or [page[:2000]]


# What is typed in the form of each kind: by the column, or the column of the first row of a part.
TYPED: dict[str, dict[str, str]] = {
    "source": {"f.title": "The Selm Gazette", "urls.url": "https://gazette.example/a", "f.published": "early May 2031",
               "f.language": "armenian", "f.form": "article"},
    "actor": {"names.value": "Tavo Brenik", "names.language": "English", "f.form": "person"},
    "relation": {"f.title": "Minister of Roads", "f.when": "2030-01-01/2032-01-01"},
    "place": {"names.value": "Selm", "f.form": "settlement"},
    "event": {"f.type": "killing", "f.when": "8 February 2031", "f.description": "shots at the mill"},
    "statement": {"speakers.words": "Tavo Brenik", "f.when": "early November 2023", "f.text": "Every hill.", "f.language": "en"},
    "claim": {"f.property": "killed", "f.low": "1,200", "f.best": "1300", "f.rule": "at least"},
    "followup": {"f.outcome": "partly", "f.as_of": "2031", "f.description": "one gate was opened"},
    "watch": {"f.outlet": "Selm Radio", "f.period": "2031-01/2031-03", "searches.query": "hill", "searches.found": "0"},
    "coding": {"f.codebook": "hate", "f.code": "othering", "f.passage": "they are not us"},
}  # fmt: skip


def test_no_column_is_forgotten() -> None:
    for name, kind in KINDS.items():
        words = {f"{column.name}_words" for column in kind.table.bounded}
        there = {column.name for column in kind.table.columns} | set(kind.parts)
        assert {*FORMS[name].all, *FORMS[name].aside} == there - words, name
    for part, layout in ROWS.items():
        from sourcebook.dossier.kinds import PARTS

        assert {*layout.all, *layout.aside} == {column.name for column in PARTS[part].columns} - {"id"}, part


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in NOT_MADE])
def test_each_kind_is_made_in_a_form(as_: Browsers, kind: str) -> None:
    client = as_("contributor")
    sent = opened(client, f"/new/{kind}/")
    typed = dict(sent)
    for name, text in TYPED[kind].items():
        part, _dot, column = name.partition(".")
        if part != "f" and not sent.get(f"p.{part}"):
            typed = fields(send(client, f"/new/{kind}/", typed, do=f"add.{part}").content.decode())
        typed[name if part == "f" else f"{row(typed, part)}.{column}"] = [text]
    plain = made(send(client, f"/new/{kind}/", typed))
    assert plain["kind"] == kind and plain["status"] == "draft" and plain["level"] == "team"
    with as_system():
        assert Record.objects.filter(kind=kind).count() == 1


def test_a_date_is_understood_and_the_words_are_kept(as_: Browsers) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/statement/")
    plain = made(send(client, "/new/statement/", sent, f__when="early November 2023", f__text="Every hill."))
    assert plain["fields"]["when"] == "2023-11-01~/2023-11-10~"
    assert plain["fields"]["when_words"] == "early November 2023"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("8 February", "Which year?"),
        ("soon", "no date that is understood"),
        ("3 May 2031 and 5 June 2031 and 1999", "more than one date"),
    ],
)
def test_a_date_that_is_not_understood_is_told_beside_it_and_stays(
    as_: Browsers, typed: str, told: str
) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/event/")
    response = send(client, "/new/event/", sent, f__when=typed, f__description="shots at the mill")
    assert response.status_code == 422
    page = response.content.decode()
    assert told in page and fields(page)["f.when"] == [typed]
    assert fields(page)["f.description"] == ["shots at the mill"]


def test_a_record_page_of_forms_asks_little(as_: Browsers, held: Held) -> None:
    for kind in FORMS:
        if kind not in NOT_MADE:
            assert queries(as_("keeper"), f"/new/{kind}/") <= 15


def test_a_reader_makes_nothing(as_: Browsers) -> None:
    assert as_("reader").get(f"{ROOT}/new/event/").status_code == 403
