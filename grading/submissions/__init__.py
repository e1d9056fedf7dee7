"""What a student handed in: read, put right, and searched for answers that stand in odd places."""
