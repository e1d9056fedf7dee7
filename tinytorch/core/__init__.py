"""The modules of the course: files that a learner has exported, or the reference where it is open."""
from tinytorch._facade import names_of

__getattr__, __dir__ = names_of(__name__)
