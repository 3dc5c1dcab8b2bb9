"""The domain of half-year pledge reports: facts, checks, the printable view, and their edges."""
