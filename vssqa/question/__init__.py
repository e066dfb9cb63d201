"""question -> query: what is asked, of what kind, under which constraints."""
