"""The groups of commands. Each command only opens what it needs and calls the room that does the work."""
