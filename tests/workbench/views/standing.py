"""Records of Ardovia that stand in time and place: rough dates, two names, rival observers, what is restricted."""

from __future__ import annotations

from typing import Any

from tests.dossier.write.making import actor, evidence, make, source
from tests.workbench.holding import viewer_of

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.kinds.plain import whole_part
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing

Stood = dict[str, str]


def stand(dossier: Dossier, keeper: Account) -> Stood:
    """Makes the records as the keeper; their ids by what they are called here."""
    with viewing(viewer_of(dossier, keeper)):
        named = {**_people(), **_places()}
        named |= _happened(named) | _claimed(named) | _asked(named)
        make(*named.values(), why="from two papers")
    return {name: plain["id"] for name, plain in named.items()}


def _people() -> dict[str, Any]:
    official = actor("Oren Dask", form="person", public="public")
    held = actor("Mira Quell", form="person", public="private", minor="no", consent="refused")
    hidden = actor("Tal Ruve", form="person", level="restricted")
    monitor, ministry = actor("Border Monitor", form="body"), actor("Ministry of Stones", form="body")
    return {"official": official, "held": held, "hidden": hidden, "monitor": monitor, "ministry": ministry}


def _places() -> dict[str, Any]:
    def place(*names: tuple[str, str], precision: str, point: list[float], **own: Any) -> Any:
        rows = [
            {"value": value, "used_by": by or None, "main": not at} for at, (value, by) in enumerate(names)
        ]
        geometry = {"type": "Point", "coordinates": point}
        return empty_plain("place", names=rows, precision=precision, geometry=geometry, **own)

    return {
        "town": place(("Dormet", ""), ("Дормет", ""), precision="settlement", point=[-28.2, 44.5]),
        "grave": place(
            ("Old cemetery", ""), precision="exact", point=[-28.4, 44.2], form="heritage-site", heritage="cemetery"
        ),
        "secret": place(("Safe house", ""), precision="exact", point=[-28.0, 44.0], level="restricted"),
        "nowhere": empty_plain("place", names=[{"value": "the mill", "main": True}]),
    }  # fmt: skip


def _happened(known: dict[str, Any]) -> dict[str, Any]:
    def event(when: str, words: str, place: str = "town", *parts: tuple[str, str, str], **own: Any) -> Any:
        rows = [
            {"actor": known[who]["id"], "part": part, "attributed_to": known[by]["id"] if by else None}
            for who, part, by in parts
        ]
        own.setdefault("type", "detention")
        return empty_plain(
            "event", when=when, description=words, place=known[place]["id"], involvements=rows, **own
        )

    return {
        "day": event("2031-03-18", "held at the bridge", "town", ("held", "detainee", "monitor")),
        "month": event("2031-04", "beaten in the mill", "nowhere", ("held", "victim", "")),
        "until": event("../2031-06-14", "released by then"),
        "undated": event("", "threatened once"),
        "quiet": event("2031-03-19", "moved at night", "secret", ("hidden", "victim", "monitor")),
        "dug": event("2031-02/2031-04", "stones carried off", "grave", type="heritage-damage"),
        "closed": event("2031-03-20", "a guard spoke", "town", level="restricted"),
        "said": empty_plain(
            "statement", when="2031-03-18", text="Every hill will be ours.", place=known["town"]["id"],
            speakers=[{"actor": known["official"]["id"]}],
            themes=[{"id": whole_part("names", {})["id"], "put_by": None, "codebook": "hate", "version": "1",
                     "code": "othering", "put_at": "2031-04-01T09:00:00Z"}],
        ),
        "watch": empty_plain("watch", outlet="Kelmet Gazette", period="2031-01/2031-03", criteria="all items"),
        "office": empty_plain(
            "relation", subject=known["official"]["id"], title="Minister of Roads", when="2029/2031-05-01"
        ),
    }  # fmt: skip


def _claimed(known: dict[str, Any]) -> dict[str, Any]:
    gazette = source("https://gazette.example/18", title="Images of the cemetery")

    def seen(term: str, when: str, by: str) -> Any:
        plain = empty_plain(
            "claim", about=known["grave"]["id"], property="condition", scheme="condition", term=term,
            as_of=when, claimant=known[by]["id"], words=f"It is {term}.",
        )  # fmt: skip
        plain["evidence"] = [evidence("", basis=gazette["id"])]
        return plain

    return {
        "gazette": gazette,
        "before": seen("intact", "2031-02-11", "monitor"),
        "after": seen("damaged", "2031-06-09", "monitor"),
        "denied": seen("intact", "2031-06-20", "ministry"),
        "graves": empty_plain(
            "claim", about=known["grave"]["id"], property="graves", best=640, unit="graves", rule="about",
            claimant=known["monitor"]["id"],
        ),
    }  # fmt: skip


def _asked(known: dict[str, Any]) -> dict[str, Any]:
    def order(form: str, when: str, words: str) -> Any:
        return empty_plain(
            "statement", form=form, when=when, text=words, points=[words],
            speakers=[{"actor": known["monitor"]["id"]}], addressees=[{"actor": known["ministry"]["id"]}],
        )  # fmt: skip

    def became(target: Any, outcome: str, when: str, by: str) -> Any:
        return empty_plain(
            "followup", target=target["id"], outcome=outcome, as_of=when, asserted_by=known[by]["id"]
        )

    open_road = order("measure", "2020-06-21", "open the road")
    names = order("recommendation", "2019-01-02", "publish the names")
    return {
        "road": open_road,
        "names": names,
        "done": became(open_road, "complied", "2020-07-30", "ministry"),
        "not_done": became(open_road, "not-complied", "2020-08-02", "monitor"),
    }


__all__ = ["Stood", "stand"]
