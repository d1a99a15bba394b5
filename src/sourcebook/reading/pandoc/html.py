"""HTML before pandoc: names and looks of paragraphs, styles of spans, printed numbers are written down.

Pandoc keeps nothing of a `<p>` but its text. Courts' pages set headings as such paragraphs, told apart by
classes of a style sheet alone, and notes by the name of theirs.
"""

from __future__ import annotations

import html
import re

from sourcebook.reading.pandoc.furniture import is_furniture_name, page_words
from sourcebook.reading.pandoc.html_tables import with_heads
from sourcebook.reading.pandoc.marker import marker, without_private

_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"\.([\w-]{1,80})")
_TAG = re.compile(r"<(p|li|dt|dd|td|span|div|section|a)\b([^<>]{0,2000})>", re.IGNORECASE)
_ITEM_PARAGRAPH = re.compile(r"(<li\b[^<>]{0,500}>)(\s{0,40})(<p\b[^<>]{0,500}>)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HIDDEN = re.compile(r"<(?:script|style|title)\b", re.IGNORECASE)
_HIDDEN_END = re.compile(r"</(?:script|style|title)\s{0,9}>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|h[1-6]|tr|td|th|br|blockquote|section|table)\b[^<>]*>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<[!/?a-zA-Z][^<>]*>")
# Parts of a page, which pandoc forgets or, with <main>, reads alone; controls, whose words are no text.
_PART = re.compile(r"<(/?)(aside|nav|footer|main|template|noscript|dialog|blockquote)\b", re.IGNORECASE)
_CONTROL = re.compile(
    r"<(/?)(?:button|select|label|textarea|iframe|video|audio|object|canvas)\b", re.IGNORECASE
)
# Classes that say their look where the style sheet was not saved with the page.
_NAMED_LOOKS = {
    "bold": "font-weight:bold",
    "italic": "font-style:italic",
    "super": "vertical-align:super",
    "superscript": "vertical-align:super",
}
_ROLES = {"aside": "", "main": "main"}
_SHEET_AT = re.compile(r"@[^{}@]{0,300}\{(?:[^{}]{0,400}\{[^{}]{0,2000}\}){0,2000}[^{}]{0,400}\}")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_CONDITION = re.compile(r"<!\[[^<>\]]{0,200}\]>")
_STYLE_SHEET = re.compile(r"<style\b[^>]{0,500}>([^<]*(?:<!--[^<]*)?)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight:(?:bold|[6-9]00)")
_KEPT = re.compile(r"(?:page-)?break-after:avoid")
_CENTRED = re.compile(r"text-align:center")
_INDENT = re.compile(r"margin-left:([\d.]+)(pt|px|em|cm)")


def prepare_html(text: str) -> str:
    """HTML with a marker in each paragraph that says its look, an empty span for its name, styles inline."""
    text = _CONDITION.sub("", without_private(text))
    rules = _rules(text)
    if "doc-noteref" not in text:
        # Pandoc keeps no notes whose marks do not say that they are.
        text = text.replace("doc-endnotes", "notes")
    text = _CONTROL.sub(lambda m: "</span" if m[1] else '<span style="display:none"', text)
    text = _with_parts(text)
    text = _ITEM_PARAGRAPH.sub(_item_first, with_heads(text))
    return _TAG.sub(lambda match: _told(match, rules), text)


def _with_parts(text: str) -> str:
    """Parts of the page as divisions that say what they are; the foot of a quotation says who spoke: text."""
    quotations = 0

    def part(match: re.Match[str]) -> str:
        nonlocal quotations
        closing, name = match[1], match[2].lower()
        if name == "blockquote":
            quotations = max(0, quotations + (-1 if closing else 1))
            return match[0]
        role = "" if name == "footer" and quotations else _ROLES.get(name, "furniture")
        return f"<{closing}div" + (f' data-part="{role}"' if role and not closing else "")

    return _PART.sub(part, text)


def bare_html(text: str) -> str:
    """The words of HTML alone, blank lines between its blocks: for a page that pandoc cannot read."""
    first, *rest = _HIDDEN.split(text)
    shown = [first, *(_after_hidden(piece) for piece in rest)]
    return html.unescape(_ANY_TAG.sub("", _BLOCK_TAG.sub("\n\n", "".join(shown))))


def _after_hidden(piece: str) -> str:
    end = _HIDDEN_END.search(piece)
    return piece[end.end() :] if end else ""


def _rules(text: str) -> dict[str, str]:
    """What the style sheets of the page say of each class, spaces left out."""
    rules = dict(_NAMED_LOOKS)
    for sheet in _STYLE_SHEET.findall(text):
        for selectors, declarations in _RULE.findall(_SHEET_AT.sub("", sheet)):
            said = re.sub(r"\s+", "", declarations).lower()
            for name in _CLASS.findall(selectors):
                # A class is hidden where it always is, not within another or in a state.
                shown = said if re.search(rf"(?:^|,)\s*\w*\.{re.escape(name)}\s*(?:,|$)", selectors) else ""
                rules[name] = rules.get(name, "") + ";" + (shown or said.replace("display:none", ""))
    return rules


def _item_first(match: re.Match[str]) -> str:
    """The number of an item whose text is in a paragraph goes with the paragraph."""
    value = _attributes(match[1]).get("value", "")
    if not value.isdigit():
        return match[0]
    item = re.sub(r"\bvalue\b", "data-value", match[1], flags=re.IGNORECASE)
    return f'{item}{match[2]}{match[3][:-1]} data-value="{value[:4]}">'


def _attributes(tag: str) -> dict[str, str]:
    return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(tag)}


def _told(match: re.Match[str], rules: dict[str, str]) -> str:
    tag = match[1].lower()
    if not match[2].strip():
        return match[0]
    said = _attributes(match[2])
    style = _style(said, rules)
    hidden = "display:none" in style or _says_hidden(match[2], said)
    if tag in ("span", "a"):
        return _styled(match, said, style + (";display:none" if hidden and tag == "span" else ""))
    if tag in ("div", "section"):
        return _marked_part(match, said, hidden)
    name = said.get("id", "") if tag != "li" else ""
    number = said.get("value" if tag == "li" else "data-value", "")
    facts: dict[str, str | int] = (
        {"label": number[:4], "printed": f"{number[:4]}."} if number.isdigit() else {}
    )
    if tag == "p":
        facts |= _look(style, said.get("align", ""))
        if "quot" in said.get("class", "").lower():
            facts["quoted"] = 1
    if hidden:
        facts["role"] = "hidden"
    if not name and not facts:
        return match[0]
    span = f'<span id="{html.escape(name)}"></span>' if name else ""
    return match[0] + (html.escape(marker(**facts)) if facts else "") + span


def _says_hidden(attributes: str, said: dict[str, str]) -> bool:
    """Whether a tag has the attribute that hides it, or a class that is for screen readers alone."""
    bare = _QUOTED.sub("", attributes).lower().split()
    return "hidden" in bare or not page_words("hidden").isdisjoint(said.get("class", "").split())


def _marked_part(match: re.Match[str], said: dict[str, str], hidden: bool) -> str:
    """A part of the page that says whether it is hidden, or stands around the text."""
    names = [said.get("id", ""), *said.get("class", "").split()]
    landmark = said.get("role", "") in ("navigation", "search", "contentinfo", "dialog", "alertdialog")
    around = landmark or any(map(is_furniture_name, names))
    if "data-part" in said or not (hidden or around):
        return match[0]
    return f'<{match[1]} data-part="{"hidden" if hidden else "furniture"}"{match[2]}>'


def _style(said: dict[str, str], rules: dict[str, str]) -> str:
    classes = ";".join(rules.get(name, "") for name in said.get("class", "").split())
    return classes + ";" + re.sub(r"\s+", "", said.get("style", "")).lower()


def _look(style: str, align: str) -> dict[str, str | int]:
    words = [
        word
        for word, pattern in (("bold", _BOLD), ("keep", _KEPT), ("centre", _CENTRED))
        if pattern.search(style)
    ]
    if align.lower() == "center" and "centre" not in words:
        words.append("centre")
    return {"look": " ".join(words)} if words else {}


def _styled(match: re.Match[str], said: dict[str, str], style: str) -> str:
    """A span or link with what its classes say of it written into the tag, for the walker to see."""
    own = re.sub(r"\s+", "", said.get("style", "")).lower()
    found = [
        word
        for word in ("vertical-align:super", "font-style:italic", "font-weight:bold", "display:none")
        if word in style and word not in own
    ]
    if match[1].lower() == "a" or not found:
        return match[0]
    kept = re.sub(r"""\bstyle\s{0,9}=\s{0,9}(?:"[^"]*"|'[^']*')""", "", match[2], flags=re.IGNORECASE)
    return f'<{match[1]}{kept} style="{html.escape(";".join([own, *found]))}">'
