"""Checks a report without any dossier: a file comes in, its findings go out, nothing is kept of either."""
