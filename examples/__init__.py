"""An invented country with its report, for demonstrations and tests; `build.py` makes every format of it."""
