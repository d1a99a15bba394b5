"""A site over time: its condition as observers saw it, and what changed between their images."""
