"""A record: what it says and does not say, on what evidence, who claims otherwise, its history."""
