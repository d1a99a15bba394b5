"""Dossiers in and out: the complete bag that loads again, and the formats of other programs."""
