"""Records along time: where much was recorded, where little, and what was watched meanwhile."""
