"""Citations and notes in house styles: a source and its place among the notes become characters to print.

`citer` goes through the notes in their order and knows what was cited where ("Ibid", "(n 12)", short forms).
A style is data (`styles/*.yaml`: which fields in which order, with which marks), the words and dates of a
language are data (`words/<language>/citing.yaml`). `writing` lays the fields of a source into the parts of a
form. No letter of a title, a publisher or an address is ever changed.

Why not CSL: pandoc's citeproc was tried (0.3 s for 231 sources). It recases titles: of 216 titles of a real
report 92 came back with other letters, so that the title in print was no longer the one that was found. It
knows neither EDTF nor a typed note between two citations, it gives no language to a title, and the styles for
OSCOLA and Chicago may be had under CC BY-SA only. Sources still go to reference libraries as CSL-JSON.
"""

from sourcebook.publish.citing.citer import Citer, Written, full, sources
from sourcebook.publish.citing.dates import day_words, edtf_words
from sourcebook.publish.citing.sources import Cited, CitingError
from sourcebook.publish.citing.style import Style, StyleError, style, style_names

__all__ = [
    "Cited",
    "Citer",
    "CitingError",
    "Style",
    "StyleError",
    "Written",
    "day_words",
    "edtf_words",
    "full",
    "sources",
    "style",
    "style_names",
]
