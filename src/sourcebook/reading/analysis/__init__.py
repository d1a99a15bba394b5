"""What every extractor needs to know of a paragraph, computed once: sentences, quotations, dates."""

from sourcebook.reading.analysis.quotations import Quoted, find_quotations
from sourcebook.reading.analysis.sentences import find_sentences
from sourcebook.reading.analysis.views import Context, ParagraphView, analyse

__all__ = ["Context", "ParagraphView", "Quoted", "analyse", "find_quotations", "find_sentences"]
