"""A week in the classroom: three students, a teaching assistant and an instructor, from the log-in form to the feedback.

The tests tell one story in order; each needs what the ones before it did. One student is right, one has a mistake and one
submits a loop that never ends.
"""

import csv
import html
import io
import json
import os
import re
import signal
import time
from pathlib import Path

import pytest
import requests
from forbidden_calls import PROGRAM
from handler_table import served
from own_classroom import TIMEOUT_SECONDS, changed_tasks
from pages import SCREENSHOTS, Formgrader, Lab, Visitor
from work import MODULE, Work

from curriculum.course import load_course

pytestmark = [pytest.mark.e2e, pytest.mark.docker]

ASSIGNMENT = MODULE.slug
NOTEBOOK = f"modules/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
FEEDBACK = f"modules/{ASSIGNMENT}/feedback"
PASSWORD = "harbour-walnut-26"
STUDENTS = ("alice", "bob", "carol")
LAST_NAMES = {"alice": "Abbot", "bob": "O'Brien", "carol": "Ünal"}
GIVEN = {"reflect-memory": 5, "reflect-complexity": 4}


@pytest.fixture(scope="module")
def work():
    """What each student hands in, and what it must earn."""
    return Work()


@pytest.fixture(scope="module")
def passwords(classroom):
    return classroom.one_time_passwords()


@pytest.fixture
def grades(classroom):
    """The grades as the instructor exports them, by student."""
    classroom.run_in("grader", "grading", "export", ASSIGNMENT, "--output", "/tmp/grades.csv")
    rows = csv.DictReader(io.StringIO(classroom.run_in("grader", "cat", "/tmp/grades.csv")))
    return {row["student_id"]: row for row in rows}


def submissions_seen_by(classroom, reader: str, owner: str) -> int:
    """Return the exchange's status code when `reader`'s server asks for `owner`'s submission."""
    return int(classroom.run_in(
        f"user-{reader}", "python", "-c",
        "import os, requests; print(requests.get(os.environ['NGSHARE_URL']"
        f" + '/submissions/tinytorch/{ASSIGNMENT}/{owner}',"
        " headers={'Authorization': 'token ' + os.environ['JUPYTERHUB_API_TOKEN']}, timeout=30).status_code)",
    ))


def sampled_student(classroom) -> str:
    """Return who is in the review sample, as `grading status` shows it."""
    lines = classroom.run_in("grader", "grading", "status", ASSIGNMENT).splitlines()
    (line,) = [line for line in lines if "open" in line]
    return line.split("│")[1].strip()


def letters(text: str) -> str:
    """Return the text without white space: highlighting breaks a line of code into pieces."""
    return "".join(text.split())


def test_provisioning_says_where_and_how_to_log_in(classroom):
    assert classroom.url.replace("127.0.0.1", "localhost") in classroom.first_run
    assert "one-time password" in classroom.first_run
    assert "NO SEPARATION IN THE BROWSER" in classroom.first_run


def test_provisioning_shows_nobodys_secrets_however_much_it_says(classroom, passwords):
    secrets = json.loads(Path(f"/etc/tinytorch/{classroom.name}/secrets.json").read_text())
    assert len(secrets) >= 4 and len(passwords) == 5
    assert not [name for name, secret in (secrets | passwords).items() if secret in classroom.first_run]


def test_provisioning_again_changes_nothing(classroom):
    again = classroom.play("site.yml")
    assert again.returncode == 0, again.stdout[-4000:]
    assert changed_tasks(again.stdout) == 0


@pytest.mark.parametrize("username", STUDENTS)
def test_student_logs_in_through_the_form_and_gets_jupyterlab(classroom, visit, passwords, username):
    lab = visit(Lab, username)
    lab.log_in(passwords[username])
    if username == "alice":
        lab.page.get_by_role("heading", name="Choose your password").wait_for()
        lab.screenshot("first-login")
    lab.choose_password(PASSWORD)
    lab.wait_for_course_page()
    lab.screenshot(f"{username}-course")
    lab.wait_until_open()
    lab.screenshot(f"{username}-lab")
    assert classroom.container(f"user-{username}").status == "running"


def test_the_course_page_knows_what_is_released(classroom, visit):
    lab = visit(Lab, "alice")
    page = lab.page
    page.goto(f"{classroom.url}/user/alice/course")
    modules = page.get_by_role("region", name="Modules").get_by_role("listitem")
    assert "Start" in modules.filter(has_text="01 Tensor").inner_text()
    assert "not released yet" in modules.filter(has_text="02 Activations").inner_text()
    lab.wait_until_open()


def test_formgrader_and_create_assignment_are_not_offered_to_students(visit):
    entries = visit(Lab, "alice").menu_entries()
    assert "Assignment List" in entries
    assert not {"Formgrader", "Create Assignment", "Course List"} & set(entries)


@pytest.mark.parametrize("username", STUDENTS)
def test_student_fetches_the_released_module(classroom, visit, username):
    lab = visit(Lab, username)
    lab.open_assignment_list()
    lab.screenshot(f"{username}-assignments")
    lab.fetch(ASSIGNMENT)
    assert "YOUR CODE HERE" in classroom.read_home(username, NOTEBOOK)


def test_blank_notebook_is_told_where_it_fails(visit):
    lab = visit(Lab, "alice")
    lab.open_notebook(NOTEBOOK)
    assert "is still empty: fill in the cell of " in lab.validate()


def test_right_notebook_validates(classroom, visit, work):
    classroom.write_home("alice", NOTEBOOK, work.right(classroom.read_home("alice", NOTEBOOK)))
    lab = visit(Lab, "alice")
    lab.open_notebook(NOTEBOOK)
    lab.screenshot("notebook")
    assert "Success" in lab.validate()


def test_tito_tests_and_exports_the_students_own_code(classroom):
    classroom.run_in("user-alice", "tito", "module", "complete", "01")
    origin = classroom.run_in("user-alice", "python", "-c", "import tinytorch; print(tinytorch.origin('tensor'))")
    assert origin.strip() == "yours"


def test_students_submit(classroom, visit, work):
    classroom.write_home("bob", NOTEBOOK, work.with_mistake(classroom.read_home("bob", NOTEBOOK)))
    classroom.write_home("carol", NOTEBOOK, work.endless(classroom.read_home("carol", NOTEBOOK)))
    for username in STUDENTS:
        lab = visit(Lab, username)
        lab.open_home()
        lab.submit(ASSIGNMENT)
        lab.screenshot(f"{username}-submitted")
        assert ASSIGNMENT in lab.page.inner_text("#submitted_assignments_list")


def test_submitting_twice_is_said_to_replace_the_first(classroom):
    assert "replace" in classroom.run_in("user-bob", "tito", "submit", "01")


def test_unreleased_module_is_said_to_be_unreleased(classroom):
    status, output = classroom.container("user-bob").exec_run(["tito", "module", "start", "02"])
    assert status != 0
    assert "02" in output.decode() and "Traceback" not in output.decode()


def test_student_cannot_read_another_students_submission(classroom):
    assert submissions_seen_by(classroom, "bob", "bob") == 200
    assert submissions_seen_by(classroom, "bob", "alice") == 403


def test_student_cannot_open_formgrader(visit):
    bob = visit(Lab, "bob")
    assert bob.status_of("/services/tinytorch/formgrader") == 403
    bob.page.goto(bob.url + "/services/tinytorch/formgrader")
    bob.screenshot("formgrader-refused")


def test_student_servers_are_confined(classroom):
    host = classroom.container("user-bob").attrs["HostConfig"]
    assert host["CapDrop"] == ["ALL"] and "no-new-privileges:true" in host["SecurityOpt"]
    assert host["ReadonlyRootfs"] and host["CpuShares"] == 256
    assert host["Memory"] == 2 * 2**30 and host["PidsLimit"] == 256
    assert not [bind for bind in host["Binds"] if "docker.sock" in bind]


def test_student_servers_offer_nothing_of_the_kernel_that_the_policy_keeps_from_them(classroom):
    assert json.loads(classroom.run_in("user-bob", "python", "-c", PROGRAM)) == []


def test_student_servers_can_write_where_programs_expect_it_and_run_nothing_as_root(classroom):
    classroom.run_in("user-bob", "sh", "-c", "for d in /tmp /var/tmp $HOME; do echo x > $d/m && rm $d/m || exit 1; done")
    classroom.run_in("user-bob", "python", "-c", "import matplotlib.pyplot as p; p.plot([1]); p.savefig('/tmp/p.png')")
    classroom.run_in("user-bob", "sh", "-c", "cd $(mktemp -d) && git init -q . && git -c user.email=a@b -c user.name=b "
                     "commit -q --allow-empty -m x && git log --oneline")  # fmt: skip
    # What only root may look into is no way to become it.
    assert classroom.run_in("user-bob", "sh", "-c", "find / -xdev -type f -perm /6000 2>/dev/null; true") == ""


@pytest.mark.parametrize("role", ["engine", "hub", "ngshare", "formgrader", "grader"])
def test_services_have_limits_and_go_before_the_students(classroom, role):
    host = classroom.container(role).attrs["HostConfig"]
    assert host["Memory"] > 0 and host["MemorySwap"] == host["Memory"] and host["PidsLimit"] == 512
    assert host["ReadonlyRootfs"] and host["CapDrop"] == ["ALL"] and not host["Privileged"]
    assert host["CpuShares"] >= 8 * 256


def test_unrelease_is_refused_once_there_are_submissions(visit, classroom, passwords):
    tess = visit(Formgrader, "tess")
    tess.log_in(passwords["tess"])
    tess.choose_password(PASSWORD)
    # Who teaches is not led to a server of their own, but to what they came for.
    tess.page.wait_for_url("**/formgrader/**")
    said = tess.unrelease(ASSIGNMENT)
    assert "error" in said and "submission" in said
    assert submissions_seen_by(classroom, "bob", "bob") == 200


@pytest.mark.parametrize("path", ["api/contents", "api/contents/gradebook.db", "files/gradebook.db", "api/kernelspecs"])
def test_teaching_assistant_gets_formgrader_and_not_the_course_directory(visit, path):
    tess = visit(Formgrader, "tess")
    assert tess.status_of("/services/tinytorch/formgrader/gradebook") == 200
    # Not mounted at all, or refused.
    assert tess.status_of(f"/services/tinytorch/{path}") in (403, 404)


def test_formgrader_can_write_the_databases_and_nothing_that_the_grader_reads(classroom):
    for place in ("/srv/course", "/srv/course/.grading", "/srv/course/source", "/etc/jupyter", "/opt/classroom/grading"):
        said = classroom.refusal_of("formgrader", "touch", f"{place}/nbgrader_config.py")
        assert "Read-only file system" in said or "Permission denied" in said
    assert "gradebook.db" in classroom.run_in("formgrader", "ls", "/srv/records")
    assert "nbgrader_config.py" not in classroom.run_in("grader", "ls", "-A", "/srv/course")


def test_a_configuration_directory_in_formgraders_address_is_not_looked_at(classroom, visit):
    """In the grader's volume, where a collected submission would lie."""
    classroom.run_in("grader", "sh", "-c", "mkdir -p /srv/course/submitted/.bait && "
                     "echo 'open(\"/srv/records/executed\", \"w\")' > /srv/course/submitted/.bait/nbgrader_config.py")
    tess = visit(Formgrader, "tess")
    for path in ("formgrader", "formgrader/"):
        assert tess.status_of(f"/services/tinytorch/{path}?path=/srv/course/submitted/.bait") == 200
    assert "executed" not in classroom.run_in("grader", "ls", "/srv/records")
    classroom.run_in("grader", "rm", "-r", "/srv/course/submitted/.bait")


def test_teaching_assistant_collects_in_formgrader(visit):
    tess = visit(Formgrader, "tess")
    said = tess.collect(ASSIGNMENT)
    tess.screenshot("formgrader-assignments")
    assert "Success" in said
    lines = tess.manage_submissions(ASSIGNMENT)
    assert set(lines) == set(STUDENTS)


def test_one_button_grades_one_submission(visit, work):
    said = visit(Formgrader, "tess").autograde(ASSIGNMENT, "alice")
    assert f"{work.points_right:g} of {MODULE.points}" in said


def test_one_command_grades_the_class(classroom):
    assert load_course().grading.timeout_seconds == 300
    environment = classroom.container("grader").attrs["Config"]["Env"]
    assert f"GRADING_TIMEOUT_SECONDS={TIMEOUT_SECONDS}" in environment
    classroom.run_in("grader", "grading", "run", ASSIGNMENT, "--output", "/tmp/first.csv")


def test_points_are_exact(grades, work):
    points = {username: float(row["autograded"]) for username, row in grades.items()}
    assert points == {"alice": work.points_right, "bob": work.points_with_mistake, "carol": work.points_endless}


def test_endless_loop_was_stopped_by_the_limit_and_the_others_were_not_touched(grades):
    assert "time limit" in grades["carol"]["reason"]
    assert [grades[username]["reason"] for username in ("alice", "bob")] == ["", ""]


def test_grading_again_changes_nothing(classroom, grades):
    said = classroom.run_in("grader", "grading", "autograde", ASSIGNMENT)
    assert "3 submissions are graded already" in said


def test_teaching_assistant_grades_the_sampled_submission(visit, classroom):
    tess = visit(Formgrader, "tess")
    tess.open_queue(ASSIGNMENT)
    tess.screenshot("formgrader-queue")
    tess.open_flagged_submission_of(LAST_NAMES[sampled_student(classroom)])
    sampled = [cell for cell in tess.waiting_cells() if cell not in GIVEN]
    assert len(sampled) == 1
    tess.scroll_to(sampled[0])
    tess.screenshot("formgrader-submission")
    tess.give(sampled[0], tess.points_of(sampled[0]))
    for cell, points in GIVEN.items():
        tess.give(cell, points)
    tess.screenshot("formgrader-graded")
    tess.page.reload()
    tess.page.wait_for_selector("input.score")
    assert tess.waiting_cells() == []
    before = tess.page.url
    tess.go_to_the_next_that_waits()
    tess.page.wait_for_url(lambda url: url != before and "/submissions/" in url)
    assert set(tess.waiting_cells()) == set(GIVEN)
    assert "closed" in classroom.run_in("grader", "sh", "-c", f"grading sample {ASSIGNMENT}; grading status {ASSIGNMENT}")


def test_the_review_is_recorded_with_the_assistants_name(classroom):
    """The hub said who she is, twice: that the review is hers, and that it was she who saved."""
    said = classroom.run_in("grader", "grading", "review", ASSIGNMENT)
    assert "1 of 1 reviews are done; 1 agreed without a change" in said
    (line,) = [line for line in said.splitlines() if "agreed:" in line]
    assert [cell.strip() for cell in line.split("│")][3:5] == ["tess", "tess"]


def test_teaching_assistant_sees_how_grading_stands(visit):
    tess = visit(Formgrader, "tess")
    tess.open_dashboard(ASSIGNMENT)
    tess.screenshot("grading-dashboard")
    text = tess.page.inner_text("body")
    assert "Test cells, the hardest first" in text and "time limit" in text
    assert visit(Lab, "bob").status_of(f"/services/tinytorch/grading/{ASSIGNMENT}") == 403


def test_graded_total_is_code_plus_written_answers(grades):
    (reviewed,) = [row for row in grades.values() if float(row["manual"]) > 0]
    assert float(reviewed["manual"]) == sum(GIVEN.values())
    assert float(reviewed["score"]) == float(reviewed["autograded"]) + sum(GIVEN.values())


def test_student_sees_the_feedback(visit):
    tess = visit(Formgrader, "tess")
    tess.send_feedback(ASSIGNMENT, "bob")
    bob = visit(Lab, "bob")
    bob.page.goto(f"{bob.url}/user/bob/course")
    assert "feedback is there" in bob.page.get_by_role("region", name="Modules").inner_text()
    bob.open_home()
    bob.fetch_feedback(ASSIGNMENT)
    bob.screenshot("bob-feedback-list")
    said = bob.page.inner_text("#submitted_assignments_list")
    assert f"of {MODULE.points} points" in said and MODULE.title in said and not re.search(r"\d\.\d{6}|UTC", said)
    feedback = bob.open_feedback()
    feedback.screenshot(path=SCREENSHOTS / "bob-feedback.png")
    assert "keepdims=True must keep the place of the axis" in feedback.locator("table.points").inner_text()
    assert feedback.locator("table.points tbody th").first.inner_text().startswith("Points were lost")
    feedback.close()
    bob.page.goto(f"{bob.url}/user/bob/course")
    assert f"of {MODULE.points} points" in bob.page.get_by_role("region", name="Modules").inner_text()
    bob.wait_until_open()


def test_feedback_holds_no_hidden_test(classroom, work):
    pages = classroom.run_in("user-bob", "sh", "-c", f"cat ~/{FEEDBACK}/*/*.html")
    shown = letters(re.sub(r"<[^>]*>", "", html.unescape(pages)))
    assert letters("keepdims=True must keep the place of the axis") in shown
    assert not [line for line in work.hidden_lines if letters(line) in shown]


def test_feedback_goes_to_the_class_once_somebody_has_agreed_to_send_what_is_unread(visit):
    asked, said = visit(Formgrader, "tess").send_all_feedback(ASSIGNMENT)
    # The others' pages have not been made.
    assert "2 of 3 submissions" in asked and "wait for a person" in asked and "bob: sent" in said


def test_instructor_sees_the_gradebook_too(visit, passwords):
    ada = visit(Formgrader, "ada")
    ada.log_in(passwords["ada"], landing=Formgrader.HOME)
    ada.choose_password(PASSWORD)
    ada.open("/gradebook")
    ada.screenshot("formgrader-gradebook")
    assert ASSIGNMENT in ada.page.inner_text("tbody")


def test_every_address_answers_whom_the_table_says(visit):
    """docs/handlers.md against the running classroom; as a stranger, a student, a teaching assistant and an instructor."""
    people = {"stranger": visit(Visitor, "nobody"), "student": visit(Lab, "bob"), "ta": visit(Formgrader, "tess"),
              "instructor": visit(Formgrader, "ada")}
    allowed = {"nobody": (), "staff": ("ta", "instructor"), "instructor": ("instructor",)}
    wrong = []
    # What is anybody's is not called: one of them is the way out.
    for row in (row for row in served("formgrader") if row.who != "anyone"):
        for role, person in people.items():
            for method in set(row.methods.split(",")) & {"GET", "POST", "PUT"}:
                let_in = person.may(method, "/services/tinytorch" + row.sample)
                if let_in != (role in allowed[row.who]):
                    wrong.append((role, method, row.sample, let_in))
    for row in served("A student's server"):
        for role in ("stranger", "ta", "instructor"):
            if "GET" in row.methods and row.who == "owner" and people[role].may("GET", "/user/bob" + row.sample):
                wrong.append((role, "/user/bob" + row.sample))
    assert wrong == []


def test_killed_hub_comes_back_and_students_servers_stay(classroom, visit):
    before = classroom.container("user-bob").attrs["State"]["StartedAt"]
    killed = classroom.container("hub").attrs["State"]
    os.kill(killed["Pid"], signal.SIGKILL)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        # The proxy of the killed container may answer for a moment.
        if classroom.container("hub").attrs["State"]["StartedAt"] != killed["StartedAt"]:
            try:
                if requests.get(classroom.url + "/hub/health", timeout=5).ok and classroom.serves("bob"):
                    break
            except requests.RequestException:
                pass
        time.sleep(0.5)
    assert classroom.container("user-bob").attrs["State"]["StartedAt"] == before
    newcomer = visit(Visitor, "bob-again")
    newcomer.username = "bob"
    newcomer.log_in(PASSWORD)
    newcomer.page.wait_for_url("**/user/bob/course**", timeout=60_000)


def test_stopping_keeps_everything(classroom, visit):
    assert classroom.play("down.yml").returncode == 0
    assert not classroom.running()
    assert classroom.play("site.yml").returncode == 0
    assert "YOUR CODE HERE" not in classroom.read_volume("home-alice", NOTEBOOK)
