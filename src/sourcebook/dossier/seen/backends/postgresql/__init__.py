"""Django's backend for postgresql, gated."""
