"""Runs the cells of a notebook in a process of their own."""
