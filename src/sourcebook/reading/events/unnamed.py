"""Acts told without their name: "The largest took place on 3 May", after a sentence that names them.

"The first", "another", "a second" point back at what was told before; with a verb of taking place and a day
of their own they tell one more event of the last kind.
"""

from __future__ import annotations

from sourcebook.reading.events.mentions import Mention
from sourcebook.reading.events.sentence import Sentence

_FITS = 10


def goes_on(sentence: Sentence, last: Mention) -> Mention | None:
    """One more of what `last` tells, where the sentence opens by pointing back; else None."""
    if not any(hit.first == 0 for hit in sentence.of("one more")):
        return None
    verb = next(iter(sentence.of("takes place")), None)
    return Mention(sentence, last.rule, verb, "main", _FITS) if verb else None
