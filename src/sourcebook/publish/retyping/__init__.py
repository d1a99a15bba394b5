"""One paragraph of an edition is typed anew and saved, whatever others saved meanwhile.

`locating` finds a paragraph again in a later text, `joining` brings two wordings of it together sentence by
sentence, `saving` makes one more text of it. Where two people changed one sentence a person is asked.
"""
