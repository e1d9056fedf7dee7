"""The grader on request: a Unix socket, what may be asked of it, and how formgrader asks."""
