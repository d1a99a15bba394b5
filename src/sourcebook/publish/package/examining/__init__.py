"""The checks of a package, a module each; every one yields problems as lines."""
