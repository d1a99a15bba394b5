"""Publishing: an edition (the report as a tree) becomes PDF, DOCX, HTML and an evidence package.

`edition/` is the report as it is written: text with references to records. `material` is what it may draw
upon, as the public may have it. `printing/` makes of both a `Printed`: every number, letter, note and table
in its place, the same for all formats. `formats/` write it, `proof/` takes the text back and compares,
`drafting/` writes first drafts from records, `charts/` draws, `package/` puts the evidence beside the report,
`rebuild/` does the whole way with a report that was published elsewhere. Only `gathering` knows the database.
"""
