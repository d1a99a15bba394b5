"""Words for what a form offers: the choices of a field, hints, and what a new record made on the spot is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By value; where one value means different things in two fields, by "part.column" or "kind.column" first.
CHOICES: dict[str, Promise] = {
    "abstaining": _("abstained"),
    "accepted": _("accepted"),
    "against": _("voted against"),
    "archived": _("copy in an archive"),
    "article": _("article"),
    "audio": _("sound"),
    "body": _("body, organisation"),
    "book": _("book"),
    "cited": _("as cited"),
    "complied": _("complied with"),
    "country": _("country"),
    "dataset": _("data set"),
    "decision": _("decision"),
    "detainee": _("detained"),
    "direct": _("the speaker's own words"),
    "district": _("district"),
    "document": _("document"),
    "event": _("the event itself"),
    "evidence": _("the evidence by which it became known"),
    "exact": _("exact"),
    "facility": _("facility"),
    "final": _("where it led in the end"),
    "finding": _("finding of the team"),
    "given": _("given"),
    "group": _("group"),
    "heritage-site": _("heritage site"),
    "holds-office": _("holds the office"),
    "image": _("picture"),
    "indirect": _("told in other words"),
    "interview": _("interview"),
    "legislation": _("law"),
    "measure": _("measure"),
    "member-of": _("is a member of"),
    "no": _("no"),
    "not-asked": _("not asked"),
    "not-complied": _("not complied with"),
    "not-needed": _("not needed"),
    "office": _("office"),
    "open": _("open"),
    "organiser": _("organised it"),
    "other": _("other"),
    "part-of": _("is part of"),
    "partial": _("in part the speaker's own"),
    "participant": _("took part"),
    "partly": _("partly complied with"),
    "pending": _("not yet due"),
    "perpetrator": _("said to have done it"),
    "person": _("person"),
    "post": _("post"),
    "private": _("private person"),
    "public": _("acts in public"),
    "reaction": _("reaction"),
    "recommendation": _("recommendation"),
    "refused": _("refused"),
    "region": _("region"),
    "rejected": _("rejected"),
    "related": _("is related to"),
    "remark": _("remark"),
    "report": _("report"),
    "response": _("response"),
    "settlement": _("town or village"),
    "signatory": _("signed"),
    "speaker": _("said it"),
    "supporter": _("supported"),
    "unclear": _("unclear"),
    "unknown": _("not known"),
    "victim": _("victim"),
    "video": _("video"),
    "water": _("river, lake, sea"),
    "web-page": _("web page"),
    "withdrawn": _("withdrawn"),
    "witness": _("witness"),
    "yes": _("yes"),
}
STANCES: dict[str, Promise] = {
    "supports": _("supports it"),
    "contradicts": _("contradicts it"),
    "context": _("context"),
}
HELP: dict[str, Promise] = {
    "authors": _("one a line"),
    "minor": _("Not known is treated as yes."),
    "public": _("Who is not known to act in public is treated as private."),
    "pseudonym": _("The public reads this instead of the names."),
    "geometry": _("latitude, longitude (39.1, 45.4), or GeoJSON"),
    "part_of": _("The larger figure that includes this one: totals do not count it twice."),
    "low": _("Only the numbers that are said."),
    "label": _("Where the report gives it one."),
    "found": _("None is a result too: write 0."),
}
# What one writes in fields that take any words; offered, not required.
OFFERED: dict[str, tuple[str | Promise, ...]] = {
    "rule": ("exactly", "at least", "at most", "about", "more than", "fewer than", "between"),
    "unit": ("persons", "families", "houses", "sites", "incidents"),
    "property": (
        "killed",
        "wounded",
        "detained",
        "missing",
        "displaced",
        "damaged",
        "destroyed",
        "condition",
    ),
}
# What can be made on the spot, by the kinds that a link may lead to: (kind, form, words).
ON_THE_SPOT: tuple[tuple[str, str, Promise], ...] = (
    ("actor", "person", _("new person")),
    ("actor", "body", _("new body or organisation")),
    ("actor", "office", _("new office")),
    ("place", "settlement", _("new town or village")),
    ("place", "other", _("new place of another sort")),
    ("source", "web-page", _("new source")),
)


def choice_words(value: str) -> str:
    """A value that a field may hold, in words."""
    return str(CHOICES.get(value) or value)


def new_words(code: str) -> str:
    """What "actor/person" is called when it is made on the spot; "" for what cannot be made so."""
    return next((str(words) for kind, form, words in ON_THE_SPOT if code == f"{kind}/{form}"), "")
