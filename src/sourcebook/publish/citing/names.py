"""Names of authors in a note: in the order of the style, as many as it prints, and short."""

from __future__ import annotations

from typing import Any

from sourcebook.publish.citing.language import spoken
from sourcebook.publish.citing.style import Style
from sourcebook.publish.material import Plain


def authors(fields: Plain, style: Style) -> str:
    """The authors of a source; "" where it has none."""
    lines = [str(line).strip() for line in fields.get("authors") or () if str(line).strip()]
    bodies = _bodies((fields.get("csl") or {}).get("author"))
    if style.names == "given-first":
        lines = [line if line in bodies else given_first(line) for line in lines]
    return _joined(lines, style)


def editors(fields: Plain, style: Style) -> str:
    """The editors, as a reference library knows them; "" where it has none."""
    return _joined(_editors(fields), style)


def editors_bracketed(fields: Plain, style: Style) -> str:
    """The editors with "(ed)" or "(eds)" behind them; "" where there are none."""
    found = _editors(fields)
    one, several = spoken(style.language)["editors_after"]
    return f"{_joined(found, style)} ({one if len(found) == 1 else several})" if found else ""


def _editors(fields: Plain) -> list[str]:
    found = (fields.get("csl") or {}).get("editor")
    lines = [_said(name) for name in found if isinstance(name, dict)] if isinstance(found, list) else []
    return [line for line in lines if line]


def family_names(fields: Plain, style: Style) -> str:
    """The authors by family name alone, for short forms."""
    bodies = _bodies((fields.get("csl") or {}).get("author"))
    lines = [str(line).strip() for line in fields.get("authors") or () if str(line).strip()]
    return _joined([line if line in bodies else _family(line) for line in lines], style)


def given_first(line: str) -> str:
    """ "Oral, Nihat, Jr." as "Nihat Oral Jr."; a name without such a comma, or a body's, as it stands."""
    if not _personal(line):
        return line
    family, given, *suffix = line.split(", ")
    return " ".join([given, family, *suffix])


def _family(line: str) -> str:
    return line.split(", ")[0] if _personal(line) else line


def _personal(line: str) -> bool:
    """Whether a line reads "Family, Given": a body has a small word or many words after its comma."""
    parts = line.split(", ")
    if len(parts) not in (2, 3):
        return False
    words = parts[1].split()
    return 0 < len(words) <= 3 and not any(char.isdigit() for char in line) and words[0][:1].isupper() and (
        "and" not in words and "of" not in words
    )  # fmt: skip


def _bodies(found: object) -> frozenset[str]:
    """Names that a reference library knows as those of bodies."""
    if not isinstance(found, list):
        return frozenset()
    return frozenset(str(one["literal"]) for one in found if isinstance(one, dict) and one.get("literal"))


def _said(name: dict[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    return " ".join(
        str(name[part]) for part in ("given", "non-dropping-particle", "family") if name.get(part)
    )


def _joined(lines: list[str], style: Style) -> str:
    words = spoken(style.language)
    if len(lines) > style.most_authors:
        return f"{lines[0]} {words[style.others]}"
    if len(lines) < 2:
        return "".join(lines)
    if style.names == "as-written":
        # "Marlowen, Edith and Rennock, Paul" would be hard to tell apart by commas.
        mark = "; " if any("," in line for line in lines) else ", "
        return mark.join(lines)
    return f"{', '.join(lines[:-1])} {words['pair']} {lines[-1]}"
