"""Milestone 02: what one layer cannot learn, and a hidden layer can."""
