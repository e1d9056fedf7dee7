"""nbgrader for a learner: fetched work lands in ~/modules, and the exchange is the classroom's ngshare when there is one."""

import os

from ngshare_exchange import configureExchange

c = get_config()  # noqa: F821

# '*' lists the assignments of every course the learner is in; fetching and submitting name the course.
c.CourseDirectory.course_id = "*"
c.Exchange.assignment_dir = os.path.join(os.environ["TINYTORCH_HOME"], "modules")
# kB, as good as none: what is larger would be left out silently. tito and the exchange refuse what is too large and say so.
c.CourseDirectory.max_file_size = 10**9

if "NGSHARE_URL" in os.environ:
    configureExchange(c, os.environ["NGSHARE_URL"])
