"""The first page: the dossiers of who looks, or how to begin."""
