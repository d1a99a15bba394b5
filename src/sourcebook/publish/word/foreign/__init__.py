"""Drafts that were never ours: a Word file becomes an edition, its notes and citation fields sources.

`drafts` reads the file (`original` takes it back to before its tracked changes, `fields` finds what citation
programs left in it, `placing` finds what was read again among the file's letters), `editions` makes the
edition of it, `offering` finds its quotations in the statements of the dossier, `proposing` puts tracked
changes and offers into one script. `takings` is the whole way. Nothing here knows the database.
"""

from sourcebook.publish.word.foreign.drafts import Draft, read_draft
from sourcebook.publish.word.foreign.takings import Foreign, from_draft, take_draft

__all__ = ["Draft", "Foreign", "from_draft", "read_draft", "take_draft"]
