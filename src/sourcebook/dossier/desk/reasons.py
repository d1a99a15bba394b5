"""The short list of reasons for which a draft is rejected, from `reasons.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: the key that forms send, and the words that stand in the history."""

    key: str
    words: str


@cache
def reasons() -> tuple[Reason, ...]:
    """The reasons in their order. Raises ValueError for a file that gives none, or one twice."""
    content = yaml.safe_load(files("sourcebook.dossier.desk").joinpath("reasons.yaml").read_text("utf-8"))
    found = tuple(Reason(str(row["key"]), str(row["words"])) for row in content["reasons"])
    if not found or len({one.key for one in found}) < len(found):
        raise ValueError("reasons.yaml: each reason needs a key of its own")
    return found


def reason_words(key: str, own: str = "") -> str:
    """What stands in the history: the words of a reason, and somebody's own. Raises ValueError where the key
    is none, or nothing was said."""
    own = " ".join(own.split())
    known = {one.key: one.words for one in reasons()}
    if key not in known:
        raise ValueError("choose a reason from the list")
    if key == OTHER:
        if not own:
            raise ValueError("say in your own words why")
        return own
    return f"{known[key]}: {own}" if own else known[key]
