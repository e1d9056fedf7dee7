"""What a student handed in: read, restored after the release, and searched for answers that stand in odd places."""
