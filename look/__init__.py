"""How the classroom's own pages look, by day and by night: one style sheet for the hub, the learner's server and the feedback.

It imports nothing; every image has it.
"""

from pathlib import Path

# Where the style sheet is, for a loader of templates.
FOLDER = Path(__file__).parent
