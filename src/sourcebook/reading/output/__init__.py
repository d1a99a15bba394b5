"""A reading in the forms people and programs take it in: a summary, JSON, a page with everything marked."""
