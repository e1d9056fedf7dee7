"""nbgrader for staff containers: the course in /srv/course and the classroom's exchange.

This is the only place that configuration is read from. A site's own settings are files in nbgrader_config.d, which the classroom
mounts read-only.
"""

import os
from pathlib import Path

from ngshare_exchange import configureExchange

c = get_config()  # noqa: F821

c.CourseDirectory.root = os.environ["GRADING_COURSE_DIR"]
c.CourseDirectory.course_id = os.environ.get("COURSE_ID", "tinytorch")
# Apart from the course, which formgrader may only read.
if os.environ.get("GRADING_DATABASE_URL"):
    c.CourseDirectory.db_url = os.environ["GRADING_DATABASE_URL"]
elif "GRADING_RECORDS_DIR" in os.environ:
    c.CourseDirectory.db_url = f"sqlite:///{os.environ['GRADING_RECORDS_DIR']}/gradebook.db"

if "NGSHARE_URL" in os.environ:
    configureExchange(c, os.environ["NGSHARE_URL"])

for site_file in sorted(Path("/etc/jupyter/nbgrader_config.d").glob("*.py")):
    load_subconfig(str(site_file))  # noqa: F821
