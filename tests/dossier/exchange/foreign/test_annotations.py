"""Web annotations are read by a program that knows RDF and nothing of ours, without a network."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF
from tests.dossier.exchange.foreign.ardovia import TEXT, evidence, id_of, record, written

from sourcebook.dossier.exchange.foreign import write_annotations
from sourcebook.dossier.exchange.foreign.annotation import context
from sourcebook.dossier.kinds import Plain

_AS = Namespace("http://www.w3.org/ns/activitystreams#")
_PREFIXES = """
    PREFIX oa: <http://www.w3.org/ns/oa#>
    PREFIX as: <http://www.w3.org/ns/activitystreams#>
    PREFIX sb: <urn:sourcebook:terms:>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.fixture
def graph(plains: list[Plain], offline: None) -> Graph:
    return Graph().parse(data=written(write_annotations, plains, "team"), format="json-ld")


def asked(graph: Graph, query: str) -> list[tuple[Any, ...]]:
    found: list[Any] = list(graph.query(_PREFIXES + query))
    return sorted(tuple(one.toPython() if one is not None else None for one in row) for row in found)


def test_every_piece_of_evidence_is_an_annotation(graph: Graph, plains: list[Plain]) -> None:
    found = asked(graph, "SELECT ?a WHERE { ?a a oa:Annotation; oa:hasBody ?b; oa:hasTarget ?t }")
    wanted = {f"urn:uuid:{row['id']}" for plain in plains for row in plain["evidence"]}
    assert {row[0] for row in found} == wanted
    (total,) = asked(graph, "SELECT ?n WHERE { ?c a as:OrderedCollection; as:totalItems ?n }")
    assert total == (len(wanted),)


def test_passage_is_selected_in_the_text(graph: Graph) -> None:
    (found,) = asked(
        graph,
        f"""SELECT ?exact ?prefix ?start ?end ?page ?conforms ?record ?field ?label ?address WHERE {{
            <urn:uuid:{id_of("evidence e4")}> oa:hasBody ?b; oa:hasTarget ?t.
            ?b oa:hasSource ?record; sb:field ?field. ?record rdfs:label ?label.
            ?t oa:hasSource ?s; oa:hasSelector ?q, ?p, ?f. ?s sb:address ?address.
            ?q a oa:TextQuoteSelector; oa:exact ?exact; oa:prefix ?prefix.
            ?p a oa:TextPositionSelector; oa:start ?start; oa:end ?end.
            ?f a oa:FragmentSelector; rdf:value ?page; dcterms:conformsTo ?conforms }}""",
    )
    exact, prefix, start, end, *rest = found
    assert TEXT[start:end] == exact == "Vareth will be ours again."
    assert TEXT[start - len(prefix) : start] == prefix
    assert rest[:4] == ["page=3", "http://tools.ietf.org/rfc/rfc3778", f"urn:uuid:{id_of('remark')}", "text"]
    assert rest[4].startswith("T. Brenik")
    assert rest[5] == "https://times.example/a?b=1"


def test_state_names_the_text_layer_by_its_hash(graph: Graph) -> None:
    found = asked(
        graph, "SELECT DISTINCT ?hash ?c WHERE { ?s a oa:TimeState; sb:sha256 ?hash; oa:cachedSource ?c }"
    )
    assert [row[0] for row in found] == ["cd" * 32]
    assert found[0][1].startswith("ni:///sha-256;zc3Nzc3N")


@pytest.mark.parametrize(
    ("name", "motivation", "stance"),
    [("e4", "assessing", "supports"), ("e5", "commenting", "context"), ("e6", "questioning", "contradicts")],
)
def test_stance_is_the_motivation(graph: Graph, name: str, motivation: str, stance: str) -> None:
    found = asked(graph, f"SELECT ?m WHERE {{ <urn:uuid:{id_of(f'evidence {name}')}> oa:motivatedBy ?m }}")
    assert {row[0] for row in found} == {
        f"http://www.w3.org/ns/oa#{motivation}",
        f"urn:sourcebook:terms:{stance}",
    }


def test_annotations_are_in_their_order(graph: Graph, plains: list[Plain]) -> None:
    (page,) = graph.subjects(RDF.type, _AS.OrderedCollectionPage)
    first = graph.value(page, _AS["items"])
    assert first is not None
    items = list(Collection(graph, first))
    wanted = [f"urn:uuid:{row['id']}" for plain in plains for row in plain["evidence"]]
    assert [str(item) for item in items] == wanted


def test_cited_record_and_item_on_file(graph: Graph) -> None:
    (found,) = asked(
        graph,
        f"""SELECT ?s ?label ?l WHERE {{ <urn:uuid:{id_of("evidence e5")}> oa:hasTarget ?t.
            ?t oa:hasSource ?s; sb:locator ?l. ?s rdfs:label ?label }}""",
    )
    assert found == (f"urn:uuid:{id_of('book')}", "Roads of Ardovia", "note 12")
    (on_file,) = asked(
        graph, f"SELECT ?l WHERE {{ <urn:uuid:{id_of('evidence e3')}> oa:hasTarget ?t. ?t rdfs:label ?l }}"
    )
    assert on_file == ("on-file-secret",)


def test_lost_passage_has_no_position(offline: None) -> None:
    row = evidence("lost", exact="ours", start=3, end=7, state="lost", layer=id_of("layer"))
    plains = [
        record("statement", "one", evidence=[row]),
        record("capture", "c", layers=[{"id": id_of("layer"), "sha256": hashlib.sha256(b"").hexdigest()}]),
    ]
    (annotation,) = json.loads(written(write_annotations, plains, "team"))["items"]
    assert [selector["type"] for selector in annotation["target"]["selector"]] == ["TextQuoteSelector"]
    assert annotation["target"]["source"] == {"id": f"urn:uuid:{id_of('c')}"}


@pytest.mark.parametrize("text", ["Վարեթը մերն է", "Варет наш", "ə ğ", "قال «لنا»", 'a "b" \\ \n c', "𝔙"])
def test_every_script(text: str, offline: None) -> None:
    plains = [record("event", "one", occasion=text, evidence=[evidence("a", basis=id_of("two"))])]
    plains.append(record("source", "two", title=text))
    graph = Graph().parse(data=written(write_annotations, plains, "team"), format="json-ld")
    found = asked(graph, "SELECT ?l WHERE { ?r rdfs:label ?l FILTER(?l != 'Evidence') }")
    assert {row[0] for row in found} == {" ".join(text.split())}


def test_no_evidence_is_an_empty_page(offline: None) -> None:
    page = json.loads(written(write_annotations, [], "team"))
    assert (page["items"], page["partOf"]["total"]) == ([], 0)


def test_nothing_is_fetched_and_every_term_is_known(plains: list[Plain]) -> None:
    document = json.loads(written(write_annotations, plains, "team"))
    assert document.pop("@context") == context()
    known = set(context())
    assert not [value for value in known if value.startswith("http")]

    def terms(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {name for one in value.values() for name in terms(one)}
        return {name for one in value for name in terms(one)} if isinstance(value, list) else set()

    assert terms(document) <= known
