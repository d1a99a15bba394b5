"""An edition becomes a flow and a flow an edition, so that what nobody touched comes back as it was.

`laying` lays every text out as tokens and gives each mark its name; `gathering` puts blocks together again,
`inlines` the nested inlines in them; `naming` says which printed paragraph is which block. The inverse law
holds for whatever the Markdown file can say: a list without a paragraph of its own belongs to the paragraph
before it, white space at the edge of a block is none of the text.
"""

from sourcebook.publish.word.flowing.gathering import edition_of
from sourcebook.publish.word.flowing.laying import flow_of
from sourcebook.publish.word.flowing.naming import anchors_of

__all__ = ["anchors_of", "edition_of", "flow_of"]
