"""Words of records that look like marks of ours change nothing of the page around them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.dossier.write.making import capture, make, source
from tests.workbench.holding import read, viewer_of

from sourcebook.dossier.models import Account, Dossier, TextLayer
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.frame import veiling

HELD = "/d/x/people/y/away/"


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


def hidden(page: str) -> str:
    """The page as it comes to somebody who hides hateful words."""
    request, answer = RequestFactory().get("/"), HttpResponse(page)
    request._hidden = frozenset(("hateful", "graphic"))  # type: ignore[attr-defined]
    veiling.Wished(lambda _: answer)(request)
    return answer.content.decode()


def test_marks_in_the_words_of_records_join_no_attributes() -> None:
    first, second = (
        f"Oren {veiling.OPEN}",
        f"{veiling.SHUT}Dask{veiling.OVER} hx-post={HELD} hx-trigger=load x",
    )
    page = f'<p title="{first}">a</p><p title="{second}">b</p><p title="c">d</p>'
    found = _Attributes()
    found.feed(hidden(page))
    assert found.names == {"title"}


def test_a_mark_that_we_made_is_still_hidden() -> None:
    shown = hidden(f'<p title="{veiling.OPEN}hateful{veiling.SHUT}a slur{veiling.OVER}">b</p>')
    assert "a slur" not in shown and 'title="hidden: hateful words"' in shown
    whose = f"{veiling.OPEN}{uuid.uuid4()}{veiling.SHUT}Oren Dask{veiling.OVER}"
    assert hidden(f"<title>{whose}</title>") == "<title>Oren Dask</title>"


def test_the_page_numbers_of_a_text_are_no_markup(
    dossier: Dossier, people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    of = source(title="The Kelmet Gazette")
    copy = capture(of["id"], "Nobody answered at Selm.")
    with viewing(viewer_of(dossier, people["keeper"])):
        make(of, copy, texts=("Nobody answered at Selm.",))
    with as_system(), writing():
        TextLayer.objects.filter(record_id=copy["id"]).update(pages=[[0, '"><b id=evil>']])
    page = read(as_("reader"), f"/read/{copy['id']}/")
    assert "<b id=evil>" not in page and "&lt;b id=evil&gt;" in page
