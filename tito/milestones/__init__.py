"""Runs of the milestones on the learner's own package, and what they have reached."""
