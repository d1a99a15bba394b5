"""A text that somebody reads: its shape, what `reading` finds in it, and the record that a passage makes.

`shape` says where headings, paragraphs, tables and notes of a text layer stand; `kept` reads a preserved
copy once and remembers what was found; `candidates` are the proposals that nobody has decided on; `filling`
makes of a passage the record that somebody checks; `deciding` saves, accepts and rejects.
"""
