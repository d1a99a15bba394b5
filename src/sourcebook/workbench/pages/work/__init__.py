"""Long work as people see it: what runs and what came of it, with a way to stop it and to try it again."""
