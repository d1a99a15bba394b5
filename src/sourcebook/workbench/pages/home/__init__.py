"""What one sees first in a dossier: what happened, what waits, how far the editions are."""
