"""Brings what came back together with what others changed meanwhile, sentence by sentence.

`aligned` cuts both scripts alike. `footprints` says for every change which places of the base it touches
(`units`: sentences, gaps, starts and places of blocks) and what it does. `meeting` finds the changes of both
sides that touch the same, `regions` what is said there, `weaving` makes one script of both. `bringing`
answers for one file, `several` for the files of several partners. Where both sides touched one sentence a
person is asked; nothing is decided here.
"""

from sourcebook.publish.word.merging.bringing import merged, standing
from sourcebook.publish.word.merging.outcomes import Between, Conflict, Meeting, Merged, MergeError, Standing
from sourcebook.publish.word.merging.several import between, on_newest

__all__ = [
    "Between",
    "Conflict",
    "Meeting",
    "MergeError",
    "Merged",
    "Standing",
    "between",
    "merged",
    "on_newest",
    "standing",
]
