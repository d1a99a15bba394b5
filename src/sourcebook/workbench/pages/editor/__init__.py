"""Writing an edition: the list of editions, and one of them paragraph by paragraph, as it will be printed.

`opening` finds edition and text, `outline` and `showing` say what is shown of it, `writing` saves what is
typed, `finding` inserts references by search, `remarks` are what the gate finds, `past` the texts it had.
"""
