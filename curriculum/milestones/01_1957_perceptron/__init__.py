"""Milestone 01: a perceptron guesses, then learns."""
