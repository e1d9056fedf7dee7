"""How the learner stands: in one module, and in the whole course."""
