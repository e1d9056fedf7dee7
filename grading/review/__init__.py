"""People who read a sample: who is chosen, who reads what, independent scores, and how far they agree."""
