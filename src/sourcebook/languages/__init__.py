"""Languages and scripts: which one a text is in, and the words of a language that programs rely on."""

from sourcebook.languages.detect import language_of, script_of
from sourcebook.languages.word_lists import WordsError, languages_with, words

__all__ = ["WordsError", "language_of", "languages_with", "script_of", "words"]
