"""The learner's notebook of a module: where it is released, the learner's copy, its visible tests, and corrections of it."""
