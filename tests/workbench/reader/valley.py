"""A preserved text of Ardovia with all that makes positions hard, and the people and places that it names."""

from __future__ import annotations

from pathlib import Path

from tests.dossier.write.making import make, named

from sourcebook.dossier.ingest.keeping import add_file
from sourcebook.dossier.kinds import empty_plain

QUOTED = "Every hill will be ours again."
TEXT = """# Speeches in the valley

Harvest 🌾🚜 in the valley, and a road to Dre\u0308va.

On 18 March 2031, Tavo Brenik, Minister of Roads, said in Kelmet: “Every hill will be ours again.”[^1] Nobody answered 👩‍🌾👩‍🌾 the man from Dre\u0308va.

On 19 March 2031, three civilians were killed at the bridge of Selm, the police said.[^2] The road was closed for 12 days.

## What others said

On 21 March 2031, Mira Quell, a deputy, said: “A road is not a border, and a border is not a road.” She left.

قال الوزير إن الطريق مغلق 🚧 حتى الربيع. وقال إن الجسر سيبقى مغلقا.

[^1]: Kelmet Post, “Hills”, 18 March 2031, https://kelmet-post.example/2031/03/18/hills (accessed on 2 April 2031).
[^2]: Police of Ardovia, “Notice 12”, 19 March 2031, https://police.example/notice-12 (accessed on 2 April 2031).
"""
Held = dict[str, str]


def hold(folder: Path, text: str = TEXT, title: str = "Speeches in the valley") -> Held:
    """Makes the records as whoever is bound; their ids by what they are called here."""
    path = folder / "speeches.md"
    path.write_text(text, "utf-8")
    kept = add_file(path, title=title, url="https://observatory.example/speeches")
    minister = named("actor", "Tavo Brenik", form="person")
    kelmet = named("place", "Kelmet")
    office = empty_plain(
        "relation", subject=minister["id"], title="Minister of Roads", when="2030-01-01/2032-12-31"
    )
    speech = empty_plain("event", type="speech", when="2031-03-18", description="a speech in Kelmet")
    make(minister, kelmet, office, speech, texts=())
    return {
        "source": kept.source, "capture": kept.capture, "layer": kept.layer, "minister": minister["id"],
        "kelmet": kelmet["id"], "office": office["id"], "speech": speech["id"],
    }  # fmt: skip
