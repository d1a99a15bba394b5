"""A draft circulates: sent to partners as a Word file, taken back, its changes listed, decided, answered.

Here the rooms meet: `word` knows files and texts, `dossier.editions` keeps who was sent what and what was
decided. `sending` prints and keeps, `origin` finds what a file was made of, `taking` reads what it proposes
(`foreign`: of a draft that was never ours), `pending` says what is open and `listing` how it stands to the
newest text, `choosing` which of it is meant, `showing` each side of it, `deciding` makes the text, and
`answering` tells a partner what was not taken.
"""
