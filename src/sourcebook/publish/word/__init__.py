"""Word, both ways: an edition goes out as a Word file, and what comes back is taken as proposed changes.

`flow` is an edition as a row of blocks and tokens; `flowing` makes one of an edition and an edition of one.
`sending` writes the file with hidden anchors, `opening` reads any Word file with its tracked changes, notes
and comments. `comparing` makes of the sent and the returned file a `Script`: every change an op, applicable
alone or with others. `merging` brings it together with what others changed meanwhile, sentence by sentence.
`foreign` makes an edition of a draft that was never ours, `scrubbing` takes out of a file who wrote it.
Nothing here knows the database.
"""
