"""The desk of the team: long work in the background, and views of lists that somebody kept."""
