"""Files for other programs: CSV, CSL-JSON, BibTeX, Web Annotation, FollowTheMoney, GeoJSON.

Every writer takes plain records, a binary file, a way to look up what they point to, and for whom the file is
(`write_xxx(plains, out, look, audience)`); it writes the records of its kinds as they come and says how many.
Records pass through `audience`, which lets an audience have what it may, and are cut down to the columns that
the format declares (`format`): what each format loses follows from that (`losses_markdown`).

Names can be kept out of a text for the public only where the records of those persons are found. Read the
records for the public as somebody of the team, filtered to published ones of the level "public": what the
team alone may see then serves to find names, and none of it is written.
"""

from collections.abc import Callable

from sourcebook.dossier.exchange.foreign.annotation import ANNOTATIONS, write_annotations
from sourcebook.dossier.exchange.foreign.format import Format
from sourcebook.dossier.exchange.foreign.ftm import FOLLOW_THE_MONEY, write_ftm
from sourcebook.dossier.exchange.foreign.geojson import GEOJSON, write_geojson
from sourcebook.dossier.exchange.foreign.known import Look, look_up
from sourcebook.dossier.exchange.foreign.library import BIBTEX, CSL_JSON, write_bibtex, write_csl_json
from sourcebook.dossier.exchange.foreign.losses import FORMATS, losses_markdown
from sourcebook.dossier.exchange.foreign.permitted import Audience, NotForThem
from sourcebook.dossier.exchange.foreign.sheets import (
    EVENTS,
    FIGURES,
    STATEMENTS,
    write_events,
    write_figures,
    write_statements,
)

# The writer of each format, by the name of its file.
WRITERS: dict[str, Callable[..., int]] = {
    STATEMENTS.file: write_statements,
    EVENTS.file: write_events,
    FIGURES.file: write_figures,
    CSL_JSON.file: write_csl_json,
    BIBTEX.file: write_bibtex,
    ANNOTATIONS.file: write_annotations,
    FOLLOW_THE_MONEY.file: write_ftm,
    GEOJSON.file: write_geojson,
}

__all__ = [
    "ANNOTATIONS",
    "BIBTEX",
    "CSL_JSON",
    "EVENTS",
    "FIGURES",
    "FOLLOW_THE_MONEY",
    "FORMATS",
    "GEOJSON",
    "STATEMENTS",
    "WRITERS",
    "Audience",
    "Format",
    "Look",
    "NotForThem",
    "look_up",
    "losses_markdown",
    "write_annotations",
    "write_bibtex",
    "write_csl_json",
    "write_events",
    "write_figures",
    "write_ftm",
    "write_geojson",
    "write_statements",
]
