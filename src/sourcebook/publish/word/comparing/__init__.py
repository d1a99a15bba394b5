"""What was sent compared with what came back: every change an op of a script, every reference with its fate.

`compare` takes the sent and the returned Word file, `compare_flows` two texts of an edition. `returned` and
`carried` read the blocks of a returned file with its tracked changes, `sent` those that were sent; `aligning`
and `grouping` match them, `differing` their words, `weaving` makes one of both, `scripting` and `telling` the
script and its changes. `recognising` leaves alone what was typed over numbers.
"""

from sourcebook.publish.word.comparing.files import compare
from sourcebook.publish.word.comparing.flows import compare_flows
from sourcebook.publish.word.comparing.found import Compared, Fate, Placed

__all__ = ["Compared", "Fate", "Placed", "compare", "compare_flows"]
