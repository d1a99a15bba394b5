"""The reader: a preserved text with its records in it; a passage becomes a record by one key."""
