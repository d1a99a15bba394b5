"""What somebody may not see is on no page, in no file, in no header and behind no question that they may ask.

A member goes to every address that answers a GET, with the id of each thing that there is, seen and hidden, and
from there by every link that a page offers; and asks what is hidden by its words.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.editor.writing_home import kept
from tests.workbench.holding import ROOT, Held, hold, viewer_of
from tests.workbench.one_database import database  # noqa: F401
from tests.workbench.samples import SAMPLES

from sourcebook.dossier.access import tokens
from sourcebook.dossier.models import Account, Dossier, Organisation, Record
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write import Edit, edit
from sourcebook.workbench.frame import MEMBER
from sourcebook.workbench.frame.matrix import addresses

Browsers = Callable[[str], Client]
HIDDEN = ("witness", "letter", "secret")
WORDS = ("Mira Quell", "Quell", "a letter to the mill", "letter to the")
_LINK = re.compile(r'(?:href|hx-get|src|action|data-[a-z-]+)="(/d/ardovia[^"]*)"')
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_MOST = 500
# Lists and views with what may be asked of them; `*` stands for a word or an id of what is hidden.
ASKED = (
    "/records/?kind=actor", "/records/?kind=event", "/records/?kind=claim", "/records/?q=*", "/records/?actor=*",
    "/records/?about=*", "/records/?speaker=*", "/records/?level=restricted", "/records/?level=sealed", "/records/?place=*", "/records/?source=*", "/records/?kind=actor&order=label",
    "/records/export.csv", "/records/export.csv?kind=actor", "/records/export.csv?actor=*", "/search/?q=*",
    "/search/?q=*&kind=actor", "/timeline/?by=actor", "/timeline/?actor=*", "/timeline/?q=*", "/map/?actor=*",
    "/map/?q=*", "/board/?by=actor", "/board/?actor=*", "/board/?q=*", "/review/?kind=event", "/forms/find?q=*",
    "/forms/find?q=*&kind=actor", "/forms/find?q=&kind=actor", "/log/?record=*", "/log/export.csv?record=*",
    "/log/?person=*", "/new/statement/?speaker=*", "/new/claim/?about=*", "/new/event/?from=*", "/?q=*",
)  # fmt: skip


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    """Records, of which three are restricted and are another organisation's."""
    made = hold(dossier, people["keeper"])
    with as_system(), writing():
        other = Organisation.objects.create(name="Archive of Selm")
        Record.objects.filter(pk__in=[made[name] for name in HIDDEN]).update(owner=other)
    return made


def answer_of(client: Client, address: str) -> tuple[int, str]:
    """Status, headers and text, without what was asked for itself."""
    answer = client.get(address, headers={"hx-request": "true"} if "forms/" in address else {})
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace") + str(dict(answer.headers))
    return answer.status_code, unescape(text)


def without(text: str, asked: str) -> str:
    """A page without the words that somebody asked for, which stand in the field and in links."""
    for each in (
        quote(quote(asked)),
        quote(asked.replace(" ", "+")),
        quote(asked),
        asked.replace(" ", "+"),
        asked,
    ):
        text = text.replace(each, "")
    # Of an id that is nothing to see a filter shows the beginning.
    return text.replace(asked[:8], "") if _ID.fullmatch(asked) else text


def everywhere(held: Held, dossier: Dossier) -> Iterator[str]:
    """Every address below the dossier that is got, with each id in each place."""
    for each in addresses():
        if not each.rule or each.rule.who != MEMBER or not each.rule.takes("GET"):
            continue
        names = [name for name in each.arguments if name != "slug"]
        given = {name: SAMPLES[name](dossier) for name in names}
        ids = [name for name in names if _ID.fullmatch(given[name])]
        for value in held.values() if ids else [""]:
            here = {**given, **dict.fromkeys(ids, value)}
            yield reverse(each.name, kwargs={"slug": dossier.slug, **here})


def told_of(text: str, held: Held) -> list[str]:
    secrets = ["Mira Quell", "letter to the mill", *(held[name] for name in HIDDEN)]
    return [each for each in secrets if each in text]


@pytest.mark.parametrize("who", ["reader", "contributor"])
def test_no_page_and_no_link_leads_to_what_is_hidden(
    who: str, held: Held, dossier: Dossier, as_: Browsers
) -> None:
    client = as_(who)
    waiting = list(dict.fromkeys(everywhere(held, dossier)))
    done: set[str] = set()
    shown = 0
    while waiting and len(done) < _MOST:
        address = waiting.pop(0)
        if address in done:
            continue
        done.add(address)
        status, text = answer_of(client, address)
        assert status < 500, address
        for value in held.values():
            if value in address:
                text = text.replace(value, "")
        told = told_of(text, held)
        # The log of oneself has the ids that one asked for here, and no word of what they are.
        mine = {held[name] for name in HIDDEN} if "/log/" in address else set()
        assert not set(told) - mine, (status, address)
        if status == 200:
            shown += 1
            links = [unescape(one) for one in _LINK.findall(text)]
            waiting += [one for one in links if urlsplit(one).fragment == "" and one not in done]
    assert shown > 60


@pytest.mark.parametrize("who", ["reader", "contributor"])
@pytest.mark.parametrize("question", ASKED)
def test_no_question_is_answered_by_what_is_hidden(
    who: str, question: str, held: Held, as_: Browsers
) -> None:
    client, nobodys = as_(who), str(uuid.uuid4())
    words = [*WORDS, *(held[name] for name in HIDDEN)] if "*" in question else [""]
    for word in words:
        nothing = nobodys if _ID.fullmatch(word) else "Xqzzv"
        asked = [ROOT + question.replace("*", quote(each)) for each in (word, nothing)]
        (status, there), (same, nowhere) = (answer_of(client, each) for each in asked)
        there, nowhere = without(there, word) if word else there, without(nowhere, nothing)
        assert status == same < 500, (asked[0], status, same)
        assert told_of(there, held) == [], asked[0]
        assert _plain(there) == _plain(nowhere), asked[0]


def _plain(text: str) -> str:
    """Without what differs each time: tokens and ids of new forms, the length, the time."""
    text = _ID.sub("", re.sub(r"[A-Za-z0-9]{64}", "", text))
    text = re.sub(r"'(Content-Length|Expires|Content-Disposition|ETag)': '[^']*'", "", text)
    return re.sub(r"[“”]|\"\"|&quot;", "", text)


def test_what_is_hidden_is_as_what_is_nowhere(held: Held, dossier: Dossier, as_: Browsers) -> None:
    client, nobodys = as_("contributor"), str(uuid.uuid4())
    for each in addresses():
        if not each.rule or each.rule.who != MEMBER or "record" not in each.arguments:
            continue
        given = {name: SAMPLES[name](dossier) for name in each.arguments if name not in ("slug", "record")}
        for method in each.rule.methods:
            for name in HIDDEN:
                told = []
                for value in (held[name], nobodys):
                    address = reverse(each.name, kwargs={"slug": dossier.slug, **given, "record": value})
                    answer = client.generic(method, address)
                    body = b"".join(answer) if answer.streaming else answer.content
                    told.append((answer.status_code, _plain(body.decode().replace(value, ""))))
                assert told[0] == told[1], (method, each.name, name)


FOR_PROGRAMS = (
    "records?actor=*", "records?speaker=*", "records?place=*", "records?source=*", "records?after=*", "records/*",
    "records/*/history", "records/*/texts", "texts/*", "records.jsonl?actor=*", "records.jsonl", "search?q=*",
    "search?q=*&kind=actor", "records?level=restricted", "records?kind=claim", "editions/*", "sources?actor=*",
)  # fmt: skip


@pytest.mark.parametrize("who", ["reader", "contributor"])
def test_no_program_of_theirs_learns_more(
    who: str, held: Held, dossier: Dossier, people: dict[str, Account]
) -> None:
    with viewing(viewer_of(dossier, people[who], who)):
        key = tokens.make("a notebook", 30)[1]
    client = Client(headers={"host": "127.0.0.1:8000", "authorization": f"Bearer {key}"})
    nobodys = str(uuid.uuid4())
    for question in FOR_PROGRAMS:
        sought = ["Quell", "mill"] if "q=" in question else [held[name] for name in HIDDEN]
        words = sought if "*" in question else [""]
        for word in words:
            nothing = nobodys if _ID.fullmatch(word) else "Xqzzv"
            told = []
            for each in (word, nothing):
                answer = client.get(f"/api/v1/{question.replace('*', each)}")
                body = b"".join(answer) if answer.streaming else answer.content
                text = without(body.decode(), each) if each else body.decode()
                assert told_of(text, held) == [] and answer.status_code < 500, (question, word)
                # By the ids that come after an id one learns only how it sorts among those that one sees.
                told.append((answer.status_code, "" if "after" in question else text))
            if "texts/" not in question:
                assert told[0] == told[1], (question, word)


def test_the_mark_of_an_answer_is_the_same_though_something_hidden_was_changed(
    held: Held, dossier: Dossier, people: dict[str, Account]
) -> None:
    with viewing(viewer_of(dossier, people["reader"], "reader")):
        key = tokens.make("a notebook", 30)[1]
    client = Client(headers={"host": "127.0.0.1:8000", "authorization": f"Bearer {key}"})
    asked = (
        "records",
        f"records/{held['shots']}",
        f"records/{held['said']}",
        "records?kind=claim",
        "search?q=hill",
    )
    marks = {each: client.get(f"/api/v1/{each}")["ETag"] for each in asked}
    with viewing(viewer_of(dossier, people["keeper"])):
        edit([Edit(held["letter"], {"fields/when": "2031-03-22"})], why="told by the mill")
        edit([Edit(held["secret"], {"fields/best": 11})], why="counted anew")
    for each, mark in marks.items():
        assert client.get(f"/api/v1/{each}", headers={"if-none-match": mark}).status_code == 304, each


def test_a_list_that_a_keeper_gives_to_all_shows_each_what_they_may_see(held: Held, as_: Browsers) -> None:
    keeper, reader = as_("keeper"), as_("reader")
    given = {"page": "records", "name": "of the mill", "query": f"actor={held['witness']}&kind=statement"}
    keeper.post(f"{ROOT}/views/", {**given, "shared": "1"})
    _status, text = answer_of(reader, f"{ROOT}/records/?{given['query']}")
    assert not set(told_of(text, held)) - {held["witness"]}
    nobodys = str(uuid.uuid4())
    _status, other = answer_of(reader, f"{ROOT}/records/?actor={nobodys}&kind=statement")
    assert _plain(without(text, held["witness"])) == _plain(without(other, nobodys))


def test_the_editor_tells_what_is_hidden_as_what_is_nowhere(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    report = kept(dossier, people["keeper"])
    with as_system(), writing():
        other = Organisation.objects.create(name="Archive of Selm")
        draft = Record.objects.get(kind="statement", status="draft")
        Record.objects.filter(pk=draft.pk).update(owner=other, level=2)
    client, nobodys = as_("contributor"), "7" * len(report.draft)
    at = f"{ROOT}/editions/{report.edition.slug}/"
    for typed in (
        "A word.[@statement:*]",
        "A word.[~@statement:*]",
        "So many: [=claim:*].",
        "Said so [@event:*].",
    ):
        told = []
        for each in (report.draft, nobodys):
            given = {"serial": "1", "at": "4", "typed": typed.replace("*", each)}
            answer = client.post(f"{at}preview/", given)
            assert "ever theirs" not in answer.content.decode()
            told.append((answer.status_code, _plain(answer.content.decode().replace(each, ""))))
        assert told[0] == told[1], typed
    for each in ("find/?q=theirs", f"find/?q={report.draft}", "find/?q=theirs&kind=statement", "findings/"):
        assert "ever theirs" not in answer_of(client, f"{at}{each}")[1], each
