"""A quotation that is not in the text is refused; so is a text that is not the one its hash says."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.kinds.values import text_problem
from sourcebook.dossier.models import Evidence, TextLayer
from sourcebook.dossier.seen import as_system

_TOGETHER = 5000
_SHOWN = 60


def passage_problems(
    plains: Sequence[Plain], texts: Mapping[str, str], before: Mapping[str, Plain] | None = None
) -> list[Problem]:
    """Layers without their text, and evidence whose words are not in its layer at its position.

    Evidence with words and no position is given one where the words stand in the text once; what is found is
    marked as anchored. `before` are the records as they were: what stood in them already is not looked at
    again. One text is in memory at a time, and read once.
    """
    known = before or {}
    problems = [problem for plain in plains for problem in _texts(plain, texts, known.get(plain["id"]))]
    problems += _gone(plains, known)
    by_layer: dict[str, list[tuple[Plain, Plain]]] = defaultdict(list)
    for plain in plains:
        old = {row["id"]: row for row in known.get(plain["id"], {}).get("evidence", ())}
        for row in plain["evidence"]:
            if row["layer"] and row != old.get(row["id"]):
                by_layer[row["layer"]].append((plain, row))
    if not by_layer:
        return problems
    new = {
        row["id"]: row["sha256"]
        for plain in plains
        for row in plain["parts"].get("layers", ())
        if row["sha256"] in texts
    }
    there = _there(set(by_layer) - new.keys())
    for layer, rows in by_layer.items():
        if layer in new:
            text: str | None = texts[new[layer]]
        else:
            text = TextLayer.objects.values_list("text", flat=True).get(pk=layer) if layer in there else None
        for plain, row in rows:
            if text is None:
                problems.append(Problem(plain["id"], "evidence.layer", f"there is no text layer {layer}"))
            elif reason := _unfound(row, text):
                problems.append(Problem(plain["id"], "evidence.exact", reason))
    return problems


def _there(ids: Iterable[str]) -> set[str]:
    waiting = sorted(ids)
    return {
        str(pk)
        for start in range(0, len(waiting), _TOGETHER)
        for pk in TextLayer.objects.filter(pk__in=waiting[start : start + _TOGETHER]).values_list(
            "pk", flat=True
        )
    }


def _texts(plain: Plain, texts: Mapping[str, str], old: Plain | None) -> Iterator[Problem]:
    had = {row["id"]: row for row in old["parts"].get("layers", ())} if old else {}
    for row in plain["parts"].get("layers", ()):
        sha256 = row["sha256"]
        if row["id"] in had:
            if {**row, "current": None} != {**had[row["id"]], "current": None}:
                yield Problem(
                    plain["id"], f"layers.{row['id']}", "a text layer is never changed: add another one"
                )
            continue
        text = texts.get(sha256, plain.get("texts", {}).get(sha256))
        if text is None:
            yield Problem(plain["id"], "layers.sha256", f"the text of {sha256} was not handed in")
        elif reason := text_problem(text):
            yield Problem(plain["id"], "layers.sha256", f"the text {reason}")
        elif hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield Problem(plain["id"], "layers.sha256", f"the text handed in has another hash than {sha256}")
        elif row["pages"] and not 0 <= row["pages"][0][0] <= row["pages"][-1][0] <= len(text):
            yield Problem(plain["id"], "layers.pages", f"a page begins outside the {len(text)} characters")


def _gone(plains: Sequence[Plain], known: Mapping[str, Plain]) -> Iterator[Problem]:
    """Layers that are taken off a capture though evidence of other records points into them."""
    for plain in plains:
        had = {row["id"] for row in known.get(plain["id"], {}).get("parts", {}).get("layers", ())}
        gone = had - {row["id"] for row in plain["parts"].get("layers", ())}
        if gone and plain["erased_at"] is None:
            with as_system():
                quoting = Evidence.objects.filter(layer_id__in=gone).exclude(record_id__in=list(known))
                number = quoting.count()
            if number:
                yield Problem(plain["id"], "layers", f"{number} pieces of evidence point into it: it stays")


def _unfound(row: Plain, text: str) -> str:
    """Why the words of a piece of evidence are not where it says; "" where they are."""
    if row["state"] == "lost":
        return ""
    exact, start, end = row["exact"], row["start"], row["end"]
    shown = exact if len(exact) <= _SHOWN else f"{exact[:_SHOWN]}…"
    if start is None:
        if not exact:
            return ""
        start = _only_place(text, row["prefix"], exact, row["suffix"])
        if start is None:
            return f"“{shown}” is not in the text"
        if start < 0:
            return f"“{shown}” stands in the text several times: say where (start and end)"
        row["start"], row["end"] = start, start + len(exact)
    elif text[start:end] != exact:
        there = text[start : min(end, start + _SHOWN)]
        return f"“{shown}” is not in the text at {start} to {end}: there stands “{there}”"
    if row["state"] == "untargeted":
        row["state"] = "anchored"
    return ""


def _only_place(text: str, prefix: str, exact: str, suffix: str) -> int | None:
    """Where words stand; None for nowhere, -1 where their surroundings leave several places."""
    whole = prefix + exact + suffix
    for wanted, shift in ((whole, len(prefix)), (exact, 0)):
        first = text.find(wanted)
        if first >= 0:
            return first + shift if text.find(wanted, first + 1) < 0 else -1
    return None
