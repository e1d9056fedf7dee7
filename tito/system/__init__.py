"""The place where the learner works: set up, described and checked."""
