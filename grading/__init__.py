"""Grading for any nbgrader course directory: collect, autograde in a sandbox, sample for review, feedback,
export.

Student code runs in sandbox containers only, each of which serves many submissions, each in a process and under a user id
of its own. This package never executes or unpickles anything a student wrote.
"""

# Goes into the journal's key: raising it makes the next run grade everything again.
SCORER_VERSION = "3"
