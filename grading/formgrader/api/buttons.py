"""Formgrader's generate, release, collect, autograde and feedback buttons: they ask the grader daemon.

What the exchange refuses is said as an error (nbgrader reports a refused unrelease as success).
"""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ...daemon import client
from ..requests.checks import CourseApi, for_staff

# In a thread of a pool of its own: grading takes minutes, and everybody else's pages must go on.
WAITING = ThreadPoolExecutor(100, "waits for the grader")


class Button(CourseApi):
    """POST: asks for `action` and answers when it is done."""

    def initialize(self, action: str):
        self.action = action

    @for_staff
    async def post(self, assignment_id, student_id=None):
        loop = asyncio.get_running_loop()
        ask = partial(client.ask, self.action, assignment_id, student_id, who=self.current_user.username)
        self.write(json.dumps(await loop.run_in_executor(WAITING, ask)))
