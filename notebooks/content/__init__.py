"""What a notebook file says: read, its cells known by the release and restored after it. Runs nothing."""
