"""Grades as files and as a table: CSV, learning management systems, the whole course, the state of every student."""
