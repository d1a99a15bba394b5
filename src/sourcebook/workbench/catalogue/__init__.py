"""The words of the interface, gathered for those who translate them (docs/translating.md)."""
