"""Proof that no character was lost: the text is taken back from each format and compared with the report.

`comparing` holds the comparison, `foldings` what counts as equal and why; `pdf`, `docx` and `html` take the
text back from the bytes of a file, each by its own way, knowing nothing of the writer.
"""
