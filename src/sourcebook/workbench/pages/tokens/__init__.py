"""Access for programs: keys, made with a name and an end, shown once, listed, withdrawn; what they ask."""
