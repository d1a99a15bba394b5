"""Somebody over time: names, offices, what they said, what they had a part in as somebody says."""
