"""The formats that a printed report is written in: one folder each, with `write`."""
