"""Django's backend for sqlite3, gated."""
