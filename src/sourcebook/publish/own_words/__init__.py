"""A report or draft that was read, as an edition: its own words, with references to the records behind them.

`edition` walks what was read and `notes` prints a note from records where that gives the note's words back;
`apparatus` is what is known beside the text: what it rests on, marks and languages that the reader of text
leaves aside. Published reports are rebuilt with it, and drafts that were never ours become editions.
"""
