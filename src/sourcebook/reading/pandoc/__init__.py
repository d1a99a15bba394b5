"""Pandoc's formats."""
