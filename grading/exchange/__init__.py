"""The way submissions come in, and assignments and feedback go out: nbgrader's directory or ngshare."""
