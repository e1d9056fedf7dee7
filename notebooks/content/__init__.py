"""What a notebook file says: read, its cells known by the release and repaired after it. Runs nothing."""
