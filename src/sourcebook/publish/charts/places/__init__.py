"""The map of places: which are shown, where their names stand, and how it is drawn."""
