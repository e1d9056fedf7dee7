"""The milestones: results of history, reached again with the learner's own package.

A milestone is a package named by its slug. Each of its parts is a module with `run(seed, report)`, which returns
the figures it measured; what they must be stands in course.yml, and `engine` compares. Run one with
`tito milestone run 01` or `python -m curriculum.milestones 01`.
"""
