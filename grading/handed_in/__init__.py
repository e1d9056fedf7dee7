"""What somebody handed in that could be an answer, wherever it stands: other notebooks, new cells, files beside them.

Decides which notebook counts and what waits for a person. Runs nothing and gives no points.
"""
