"""Printing: an edition and its material become a `Printed`, with everything that follows from records.

`numbering` gives every block its id and label, `inlines` turns text with references into runs and counts the
notes, `resting` finds what a block rests on, `sources` what a record is cited by, `values` the figures,
`tables` the annexes. Everything that is wrong is found in one pass and told together.
"""

from sourcebook.publish.printing.press import Given, drafted, printed

__all__ = ["Given", "drafted", "printed"]
