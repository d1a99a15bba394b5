"""Who saw and did what, and when."""
