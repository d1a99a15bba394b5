"""Migrations of the dossier's tables."""
