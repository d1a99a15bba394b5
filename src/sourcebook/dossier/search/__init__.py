"""Search over everything that a viewer may see: one interface, two engines, excerpts."""
