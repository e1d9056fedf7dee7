"""nbgrader for staff containers: the course in /srv/course and the classroom's exchange."""

import os

from ngshare_exchange import configureExchange

c = get_config()  # noqa: F821

c.CourseDirectory.root = os.environ["GRADING_COURSE_DIR"]
c.CourseDirectory.course_id = os.environ.get("COURSE_ID", "tinytorch")

if "NGSHARE_URL" in os.environ:
    configureExchange(c, os.environ["NGSHARE_URL"])
