"""What was asked of the grader from the dashboard: begun in a thread, remembered until formgrader ends.

The grader does one thing at a time and journals what it finishes, so nothing is lost with this memory.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from ...records.clock import now


@dataclass(frozen=True)
class Action:
    """A button: its words, what it does, and whether only instructors have it."""

    words: str
    description: str
    instructors: bool = False


ACTIONS = {
    "collect": Action("Collect", "bring in the newest submissions"),
    "autograde": Action("Autograde all", "collect, run every submission that is not graded yet, and draw the review sample"),
    "feedback": Action("Make and send feedback", "make every page and send it to its student"),
    "sample": Action("Draw the review sample", "choose a share of the submissions for people to read", instructors=True),
    "similarity": Action("Compare answers", "make the similarity report", instructors=True),
}


@dataclass
class Task:
    """One request and, once `done`, its outcome: None for success or what is wrong."""

    action: str
    who: str
    began: str
    done: bool = False
    error: str | None = None
    log: str = ""
    note: str = ""  # what was known when it was asked for, to be said with the outcome

    @property
    def words(self) -> str:
        """What its button says."""
        return ACTIONS[self.action].words


class Work:
    """The newest task of each assignment. `ask` is `remote.ask`."""

    def __init__(self, ask: Callable):
        self.ask, self.tasks, self.lock = ask, {}, threading.Lock()

    def of(self, assignment: str) -> Task | None:
        """The newest task of the assignment; None before the first."""
        return self.tasks.get(assignment)

    def begin(self, assignment: str, action: str, who: str, note: str = "", **more) -> Task:
        """Begin the action unless the assignment has one that is not done; the task that runs now. `more` is for `ask`."""
        with self.lock:
            running = self.tasks.get(assignment)
            if running and not running.done:
                return running
            task = self.tasks[assignment] = Task(action, who, now(), note=note)
        threading.Thread(target=self._do, args=(assignment, task), kwargs=more, daemon=True).start()
        return task

    def _do(self, assignment: str, task: Task, **more) -> None:
        def heard(line: str) -> None:
            task.log = line

        answer = self.ask(task.action, assignment, who=task.who, heard=heard, **more)
        task.error, task.log = answer.get("error"), answer.get("log") or ""
        task.done = True
