"""A report that was published elsewhere, the whole way: read, kept, checked, drafted anew, printed.

`edition` puts the report's own words together with the records that were read from them, `comparing` says
what was recovered and what differs, `page` shows it, `running` does it all in a temporary home.
"""
