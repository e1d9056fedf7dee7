"""Students' servers: their containers, and the queue in which they start."""
