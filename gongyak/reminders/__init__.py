"""Who is told of what on which day: pure, from the facts, the day and what was told before."""
