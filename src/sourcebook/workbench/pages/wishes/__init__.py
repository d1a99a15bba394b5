"""How it looks: language, light or dark, space, what is hidden until asked for."""
