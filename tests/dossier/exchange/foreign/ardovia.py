"""A small dossier about Ardovia that fills every column, and what a person would plant in it to see it leak."""

from __future__ import annotations

import copy
import io
import uuid
from collections.abc import Callable, Collection, Iterable
from typing import Any

from sourcebook.dossier.exchange.foreign import Look
from sourcebook.dossier.kinds import Plain, empty_plain
from sourcebook.dossier.kinds.labels import label_of

TEXT = "The mayor said: “Vareth will be ours again.” Nobody answered. Lenü Brask was taken away."


def id_of(name: str) -> str:
    """The id of a record or part by a name for it."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def record(kind: str, name: str, **given: object) -> Plain:
    """A published record that everyone may see, unless `given` says otherwise."""
    header = {"id": id_of(name), "status": "published", "level": "public", "made_by": id_of("staff")}
    plain = empty_plain(kind, **header, **given)
    plain["label"], plain["summary"] = label_of(plain)
    return plain


def named(value: str, used_by: str = "", **more: object) -> dict[str, Any]:
    row: dict[str, Any] = {"id": id_of(f"name {value}"), "value": value, "main": False, **more}
    return {**row, "used_by": id_of(used_by) if used_by else None}


def evidence(name: str, **given: object) -> Plain:
    row: Plain = {
        "id": id_of(f"evidence {name}"), "field": "", "layer": None, "exact": "", "prefix": "", "suffix": "",
        "start": None, "end": None, "page": None, "locator": "", "basis": None, "on_file": "",
        "stance": "supports", "state": "untargeted",
    }  # fmt: skip
    return {**row, **given}


def quoted(name: str, exact: str, **given: object) -> Plain:
    """Evidence that quotes a passage of TEXT."""
    start = TEXT.index(exact)
    place: dict[str, Any] = {"start": start, "end": start + len(exact), "state": "anchored"}
    around = {"prefix": TEXT[max(0, start - 10) : start], "suffix": TEXT[start + len(exact) :][:10]}
    return evidence(name, layer=id_of("layer"), exact=exact, page=3, **place, **around, **given)


def dossier() -> list[Plain]:
    """The records, in no particular order."""
    return [*_actors(), *_places(), *_sources(), *_told()]


def _actors() -> list[Plain]:
    return [
        record(
            "actor",
            "mayor",
            public="public",
            minor="no",
            names=[named("Tavo Brenik", main=True, language="en", script="Latn"), named("Таво Бреник")],
        ),
        record(
            "actor",
            "witness",
            public="private",
            pseudonym="Witness 4",
            consent="refused",
            consent_scope="scope-of-consent",
            names=[named("Lenü Brask", main=True)],
        ),
        record("actor", "nobody", public="private", names=[named("Orsolo Quint", main=True)]),
        record(
            "actor", "child", minor="yes", public="public", pseudonym="Child 1", names=[named("Pim Okarel")]
        ),
        record("actor", "ministry", form="body", public="public", names=[named("Ministry of Roads")]),
        record("actor", "council", form="group", public="public", names=[named("Council of Elders")]),
        record("actor", "post", form="office", public="public", names=[named("Mayor of Vareth")]),
        record(
            "relation",
            "office",
            subject=id_of("mayor"),
            object=id_of("ministry"),
            title="Mayor",
            when="2030-05/..",
            when_words="since May 2030",
        ),
        record(
            "relation",
            "seat",
            subject=id_of("mayor"),
            type="member-of",
            object=id_of("council"),
            title="Elder",
        ),
        record("relation", "tie", subject=id_of("ministry"), type="related", object=id_of("council")),
        record("relation", "job", subject=id_of("witness"), object=id_of("ministry"), title="Chief clerk"),
    ]


def _places() -> list[Plain]:
    square = [[45.0, 40.0], [45.0, 41.0], [46.0, 41.0], [46.0, 40.0], [45.0, 40.0]]
    return [
        record(
            "place",
            "vareth",
            names=[
                named("Vareth", "ministry", main=True, language="en", script="Latn", since="1990"),
                named("Varetsk", "council", language="ru", script="Latn", until="1990"),
                named("Վարեթ", language="hy", script="Armn"),
            ],
            geometry={"type": "Point", "coordinates": [45.123456, 40.654321, 912.5]},
            precision="settlement",
            wholes=[
                {
                    "id": id_of("w1"),
                    "whole": id_of("north"),
                    "according_to": id_of("ministry"),
                    "when": "2020",
                },
                {"id": id_of("w2"), "whole": id_of("sel"), "according_to": id_of("council"), "when": "2021"},
            ],
        ),
        record(
            "place",
            "north",
            form="region",
            names=[named("North Region", main=True)],
            geometry={"type": "Polygon", "coordinates": [square]},
            precision="region",
            wholes=[{"id": id_of("w3"), "whole": id_of("ardovia"), "according_to": None, "when": ""}],
        ),
        record("place", "ardovia", form="country", names=[named("Ardovia", main=True)]),
        record("place", "sel", form="country", names=[named("Selmark", main=True)]),
        record(
            "place",
            "house",
            form="facility",
            heritage="dwelling",
            names=[named("A house")],
            geometry={"type": "Point", "coordinates": [45.5, 40.5]},
        ),
    ]


def _sources() -> list[Plain]:
    return [
        record(
            "source",
            "article",
            form="article",
            origin_key="zotero:VARETH31",
            publisher="Ardovian Times",
            authors=["Kerré, Anna", "Ministry of Roads"],
            title="Bridge at Vareth shelled",
            title_language="en",
            title_translated="Пост под огнём",
            language="en",
            published="2031-04~",
            published_words="about April 2031",
            accessed="2031-04-20",
            derived_from=id_of("book"),
            symbol="A/31/7",
            details="Evening edition",
            csl={"type": "article-newspaper", "page": "3", "note": "staff-note"},
            urls=[
                {"id": id_of("u2"), "url": "https://archive.example/1", "key": "archive.example/1", "role": "archived"},
                {"id": id_of("u1"), "url": "https://times.example/a?b=1", "key": "times.example/a", "role": "cited"},
            ],
        ),
        record("source", "book", form="book", title="Roads of Ardovia", published="2029", publisher="Elm Press"),
        record(
            "source", "paper", form="document", title="Pamflet", title_language="xx", symbol="P 7",
            published_words="undated",
        ),
        record(
            "capture",
            "capture",
            source=id_of("article"),
            sha256="ab" * 32,
            media_type="application/pdf",
            captured_at="2031-04-20T10:00:00.000000Z",
            file_name="staff-file.pdf",
            custody=[{"id": id_of("custody"), "at": "2031-04-20T10:00:00.000000Z", "who": "staff-who", "act": "got"}],
            layers=[
                {
                    "id": id_of("layer"), "sha256": "cd" * 32, "extractor": "reading", "version": "1",
                    "made_at": "2031-04-20T10:00:00.000000Z", "language": "en", "pages": [[0, 3]], "current": True,
                }
            ],
        ),
    ]  # fmt: skip


def _told() -> list[Plain]:
    theme = {
        "id": id_of("theme"), "codebook": "speech", "version": "1", "code": "threat",
        "put_by": id_of("staff"), "put_at": "2031-05-01T00:00:00.000000Z",
    }  # fmt: skip
    return [
        record(
            "event",
            "speech",
            occasion="Speech at the bridge",
            when="2031-04-18",
            place=id_of("vareth"),
        ),
        record(
            "event",
            "arrest",
            scheme="acts",
            type="detention",
            words="was taken away",
            when="2031-04-18/2031-04-20",
            when_words="between 18 and 20 April",
            date_role="evidence",
            place=id_of("vareth"),
            parent=id_of("speech"),
            description="Lenü Brask was taken from her house.\nBRASK is a teacher; Basker is not.",
            occasion="Night raid",
            involvements=[
                _involved("i1", "mayor", "perpetrator", "Tavo Brenik", attributed_to=id_of("ministry")),
                _involved("i2", "witness", "victim", "Lenü Brask, 43"),
                _involved("i3", "child", "detainee", "Pim Okarel"),
                _involved("i4", "", "witness", "Sorin Vale"),
                _involved("i5", "council", "participant", "the Elders"),
            ],
            evidence=[
                quoted("e1", "was taken away"),
                quoted("e2", "Lenü Brask was taken away", field="involvements"),
                evidence("e3", on_file="on-file-secret"),
            ],
            themes=[theme],
        ),
        record(
            "statement",
            "remark",
            when="2031-04-18",
            when_words="on 18 April",
            published="2031-04",
            published_words="April",
            occasion=id_of("speech"),
            place=id_of("vareth"),
            about=id_of("arrest"),
            text="=Vareth will be ours again.\nNobody answered.",
            language="en",
            translation="Варет снова будет нашим.",
            translation_language="ru",
            translator="staff-translator",
            second_reader="staff-reader",
            manner="partial",
            instrument="Order 5",
            case="Case 9",
            points=["Stop", "Report back"],
            compliance="none yet",
            label="b",
            speakers=[
                {
                    "id": id_of("s1"), "actor": id_of("mayor"), "part": "signatory", "office": id_of("office"),
                    "words": "T. Brenik", "role_words": "the mayor",
                },
                {
                    "id": id_of("s2"), "actor": id_of("witness"), "part": "supporter", "office": None,
                    "words": "L. Brask", "role_words": "a teacher in Dol",
                },
            ],
            addressees=[
                {"id": id_of("d1"), "actor": id_of("council"), "words": "the council"},
                {"id": id_of("d2"), "actor": None, "words": "the crowd"},
            ],
            evidence=[
                quoted("e4", "Vareth will be ours again.", field="text", locator="paragraph 4"),
                evidence("e5", basis=id_of("book"), stance="context", locator="note 12"),
                quoted("e6", "Nobody answered", stance="contradicts", field="translator"),
            ],
            themes=[theme],
        ),
        record(
            "claim",
            "figure",
            about=id_of("arrest"),
            property="detained",
            words="at least 12 people",
            low=12,
            best=15.5,
            high=20,
            rule="at least",
            unit="persons",
            as_of="2031-04",
            as_of_words="in April",
            scheme="states",
            term="confirmed",
            part_of=id_of("total"),
            claimant=id_of("ministry"),
            claimant_words="the roads ministry",
            relayed_by=id_of("article"),
            evidence=[evidence("e7", basis=id_of("article"), field="words")],
            themes=[theme],
        ),
        record("claim", "total", about=id_of("arrest"), property="detained", best=-3, claimant=id_of("witness"),
               claimant_words="Lenü Brask, a teacher"),
        record(
            "followup",
            "followup",
            target=id_of("remark"),
            outcome="not-complied",
            as_of="2032",
            asserted_by=id_of("ministry"),
            description="Nothing was done.",
            evidence=[evidence("e8", basis=id_of("book"))],
        ),
        record("watch", "watch", outlet="Ardovian Times"),
        record("coding", "coding", code="threat", about=id_of("remark"), coder=id_of("staff"), passage="ours"),
    ]  # fmt: skip


def _involved(name: str, actor: str, part: str, words: str, **more: object) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": id_of(name),
        "actor": id_of(actor) if actor else None,
        "part": part,
        "words": words,
    }
    return {**row, "attributed_to": None, **more}


def looking(plains: Iterable[Plain]) -> Look:
    """`Look` among some records."""
    by_id = {plain["id"]: plain for plain in plains}
    layers = {row["id"]: plain for plain in by_id.values() for row in plain["parts"].get("layers", ())}

    def look(ids: Collection[str], /) -> dict[str, Plain]:
        return {id: copy.deepcopy(found) for id in ids if (found := by_id.get(id) or layers.get(id))}

    return look


def written(write: Callable[..., int], plains: list[Plain], audience: str, **options: object) -> str:
    """What a writer writes of some records, which may point to each other."""
    out = io.BytesIO()
    write(iter(plains), out, looking(plains), audience, **options)
    return out.getvalue().decode("utf-8")
