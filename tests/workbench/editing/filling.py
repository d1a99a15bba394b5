"""What a browser sends when somebody fills in a form: the fields of the page as it stands, with some typed over."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client

ROOT = "/d/ardovia"
Sent = dict[str, list[str]]


class _Fields(HTMLParser):
    """The fields of the form of class "record" in a page, as a browser without scripts would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: Sent = {}
        self._inside = False
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "record" in given.get("class", "").split()
        if not self._inside:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            ticked = given.get("type") in ("checkbox", "radio")
            if not ticked or "checked" in given:
                self._put(name, given.get("value", "on" if ticked else ""))
        elif tag == "textarea":
            self._area = name
            self._put(name, "")
        elif tag == "select":
            self._select = name
            self._put(name, "")
        elif tag == "option" and self._select and "selected" in given:
            self.sent[self._select][-1] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._inside = False

    def _put(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)


def fields(page: str) -> Sent:
    """The fields of a page."""
    parser = _Fields()
    parser.feed(page)
    return parser.sent


def opened(client: Client, address: str) -> Sent:
    """The fields of the form at an address of the dossier."""
    response = client.get(f"{ROOT}{address}")
    assert response.status_code == 200, (address, response.status_code)
    return fields(response.content.decode())


def send(client: Client, address: str, sent: Sent, **over: Any) -> Any:
    """Sends a form; `over` is typed over, by names with "__" for the full stop ("f__when")."""
    typed = {**sent, **{name.replace("__", "."): value for name, value in over.items()}}
    return client.post(f"{ROOT}{address}", typed)


def row(sent: Sent, part: str, number: int = 0) -> str:
    """The name of a row of a part, to which a column is added."""
    return f"p.{part}.{sent[f'p.{part}'][number]}"
