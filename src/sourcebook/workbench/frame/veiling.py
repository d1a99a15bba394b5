"""Hides words that are hateful or graphic until asked for, in the pages of who wishes so.

Templates mark what speaks in the words of a record (`{% blurred record.id %}...{% endblurred %}`), without
knowing which records are hateful; when the page is made, all that are marked are asked about together: one
query a page, for who hides something, and none for others. What is hidden is a `<details>`: it opens by a
click or Enter, without scripts too; a screen reader hears that something is hidden, not the words.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from html import escape

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from sourcebook.dossier.blurring import GRAPHIC, HATEFUL, SORTS, sorts
from sourcebook.workbench.frame.rules import TOKEN, rule_of
from sourcebook.workbench.frame.wishes import wishes_of

# What marks words in HTML, and in a title or attribute: letters of no script, which labels are cleared of.
BEGIN, END = "<!--words of {}-->", "<!--/words-->"
OPEN, SHUT, OVER = "\ue0f0", "\ue0f1", "\ue0f2"
_BLOCK = re.compile(r"<!--words of ([\w-]+)-->(.*?)<!--/words-->", re.DOTALL)
# Never over a tag or a quote: such letters may stand in the words of a record, and must not join two
# attributes.
_PLAIN = re.compile(f'{OPEN}([\\w-]*){SHUT}([^{OPEN}{SHUT}{OVER}<>"]*){OVER}')
# The highlights of the reader (`pages/reader/rendering.py`).
_MARK = re.compile(
    r'<mark class="([^"]*\bblurrable\b[^"]*)" data-r="([^"]*)"( aria-description="[^"]*")?>([^<]*)</mark>'
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*)>")
# What makes words look as they do.
_LOOKS_ONLY = {
    "span", "bdi", "div", "mark", "b", "i", "em", "strong", "ul", "ol", "li", "del", "ins", "br",
    "blockquote",
}  # fmt: skip
_LOOK = re.compile(r'\s(?:class|dir|lang)="[^"]*"')


class Wished:
    """The middleware: the language of who is logged in, and what they wish hidden."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers a request; where something is to be hidden, the page is gone through once more."""
        response = self._next(request)
        html = isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html")
        if html and (hidden := hidden_of(request)):
            assert isinstance(response, HttpResponse)
            _hide(request, response, hidden)
        return response

    def process_view(self, request: HttpRequest, view: object, _given: object, _named: object) -> None:
        """Speaks the language of the account, which is known by now (`frame/binding.py`)."""
        rule = rule_of(view)
        if rule is not None and rule.who != TOKEN and (language := wishes_of(request).language):
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()


def hidden_of(request: HttpRequest) -> frozenset[str]:
    """The sorts of words that are hidden from who looks; found out once a request."""
    found: frozenset[str] | None = getattr(request, "_hidden", None)
    if found is None:
        found = wishes_of(request).hidden
        request._hidden = found  # type: ignore[attr-defined]
    return found


def _hide(request: HttpRequest, response: HttpResponse, hidden: frozenset[str]) -> None:
    page = response.content.decode(response.charset)
    known = _known(request, page, hidden)
    page = _BLOCK.sub(lambda met: _block(met[2], known.get(met[1], "")), page)
    page = _PLAIN.sub(lambda met: hidden_words(known[met[1]]) if met[1] in known else met[2], page)
    page = _MARK.sub(lambda met: _mark(met, known), page)
    response.content = page.encode(response.charset)
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))


def _known(request: HttpRequest, page: str, hidden: frozenset[str]) -> dict[str, str]:
    """Of what is marked in a page, what is to be hidden, and why."""
    ids = {met[1] for pattern in (_BLOCK, _PLAIN) for met in pattern.finditer(page)}
    ids.update(one for met in _MARK.finditer(page) for one in met[2].split())
    known: dict[str, str] = {str(one): one for one in SORTS if one in ids and one in hidden}
    dossier = getattr(request, "dossier", None)
    records = sorted(one for one in ids if _is_id(one))
    if dossier is not None:
        found = sorts(dossier.pk, records)
        known.update({record: sort for record, sort in found.items() if sort in hidden})
    return known


def _is_id(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def hidden_words(sort: str) -> str:
    """What stands for hidden words, and is read by a screen reader."""
    return escape(_("hidden: hateful words") if sort == HATEFUL else _("hidden: graphic words"))


def _press(sort: str) -> str:
    words: dict[str, str] = {
        HATEFUL: _("hidden: hateful words; press Enter to read"),
        GRAPHIC: _("hidden: graphic words; press Enter to read"),
    }
    return escape(words[sort])


def _block(words: str, sort: str) -> str:
    if not sort:
        return words
    if not _TAG.sub("", words).strip():
        return words
    same = _TAG.sub(_without_act, words)
    shown = escape(_("shown; press Enter to hide"))
    return (
        f'<details class="veil"><summary><span class="unseen closed">{_press(sort)}</span>'
        f'<span class="unseen opened">{shown}</span><span class="words" dir="auto" aria-hidden="true">{same}'
        f"</span></summary>{words}</details>"
    )


def _without_act(met: re.Match[str]) -> str:
    """A tag of what is blurred: it looks the same, and does nothing; shown, the words keep their place."""
    end, name, rest = met[1], met[2].lower(), met[3]
    if name == "a":
        return "</span>" if end else '<span class="as-link">'
    if name not in _LOOKS_ONLY:
        return ""
    return f"</{name}>" if end else f"<{name}{''.join(_LOOK.findall(rest))}>"


def _mark(met: re.Match[str], known: dict[str, str]) -> str:
    found = [known[one] for one in met[2].split() if one in known]
    if not found:
        return met[0]
    sort = HATEFUL if HATEFUL in found else GRAPHIC
    return (
        f'<mark class="{met[1]} veiled" data-r="{met[2]}" tabindex="0" role="group" '
        f'aria-label="{_press(sort)}"><span aria-hidden="true">{met[4]}</span></mark>'
    )
