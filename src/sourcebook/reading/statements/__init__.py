"""Who said what, when, on what occasion and where: quotations attributed to their speakers.

Each outermost quotation of a paragraph is judged by the sentence that it stands in. It is speech where a
verb that reports stands before it (or after it) with a subject; a name, a title or a scare-quoted term
where the words around it say so; it goes on from the quotation before where nothing stands between. A
pronoun ("he also said") and a text ("the statement read") reach back to who was named last.
"""

from sourcebook.reading.statements.find import find_statements

__all__ = ["find_statements"]
