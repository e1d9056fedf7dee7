"""Milestone 03: a network with a hidden layer reads handwritten digits."""
