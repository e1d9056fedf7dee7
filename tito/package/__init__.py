"""The learner's own package: what of a notebook makes a module, and how it is installed once it is complete."""
