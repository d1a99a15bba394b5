"""Search across everything that who looks may see, with excerpts."""
