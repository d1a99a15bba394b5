"""A draft that is taken in: what it cites is found among the sources of the dossier, or made one of them.

`sought` is what a draft cites, `sources` finds and makes. The text of a draft becomes an
edition, not records.
"""
