"""Where records are made, changed, decided upon and put back: each change by the write path, with who and
why."""
