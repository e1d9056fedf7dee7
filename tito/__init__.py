"""tito, the learner's command: it brings notebooks, tests them, exports them to the learner's own package
and hands them in.

It grades nothing and knows no solutions.
"""
