"""Lists of records of every kind: filters in the address, a page at a time, export of what is shown."""
