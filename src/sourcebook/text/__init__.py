"""Small facts about text that every room uses: spans, passages with a way back to their source, folding.

Positions everywhere are Unicode code points, half open: `text[start:end]`.
"""

from sourcebook.text.passage import Emphasis, Link, Mark, Passage, PassageBuilder, Piece, Span

__all__ = ["Emphasis", "Link", "Mark", "Passage", "PassageBuilder", "Piece", "Span"]
