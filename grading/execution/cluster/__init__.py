"""Grading on more than one machine with Dask distributed: the same jobs, in the sandboxes of many workers."""
