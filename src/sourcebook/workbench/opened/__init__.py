"""What is sealed, opened for a while in the browser: the keys, in the memory of this process alone.

    keys = keys_for(request)              what opens sealed content for who looks; None where nobody opened it
    page_of(record, keys)                 handed on by each page that may show it, as the command line does

    was_opened(request)                   whether it opened something: the log has it, nobody keeps the answer

Nothing else opens anything: lists, search, exports, long work and the API have no keys. They end after
fifteen minutes in which they opened nothing, when somebody closes them or logs out, and with the program.
"""

from sourcebook.workbench.opened.asking import Opener, close, keep, keys_for, may_open, until, was_opened
from sourcebook.workbench.opened.keeping import MINUTES, OPENINGS, Openings, Place

__all__ = [
    "MINUTES",
    "OPENINGS",
    "Opener",
    "Openings",
    "Place",
    "close",
    "keep",
    "keys_for",
    "may_open",
    "until",
    "was_opened",
]
