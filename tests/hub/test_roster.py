"""The roster: which files are taken, what is said of the others, and what applying one does to a real hub."""

import json

import pytest
import requests

from hub.roster.__main__ import main
from hub.roster.apply import wanted_groups
from hub.roster.file import RosterError, read_roster
from hub.roster.names import suggest_username
from hub.roster.person import Person

HEADER = "username,first_name,last_name,email,role\n"


@pytest.fixture
def write(tmp_path):
    """Write a roster from text (UTF-8) or bytes and return its path."""

    def write_file(content):
        path = tmp_path / "roster.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def problems_of(path, **options):
    with pytest.raises(RosterError) as caught:
        read_roster(path, **options)
    return caught.value.problems


def test_a_line_becomes_a_person_with_a_lower_case_name(write):
    people = read_roster(write(HEADER + "Ada,Ada,Lovelace,ada@example.org,Instructor\n"))
    assert people == [Person("ada", "Ada", "Lovelace", "ada@example.org", "instructor")]


def test_the_role_defaults_to_student(write):
    assert read_roster(write("username\nada\n"))[0].role == "student"


@pytest.mark.parametrize("name", ["ada", "4da", "ada@example.org", "a.b-c_d", "x" * 64])
def test_these_names_are_accepted(write, name):
    assert read_roster(write(HEADER + f"{name},,,,\n"))[0].username == name


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfusername,role\nada,ta\n",
        b"username,role\r\nada,ta\r\n",
        b"username;role\nada;ta\n",
        b"username\trole\nada\tta\n",
        b"\xef\xbb\xbfusername;role\r\n\r\nada;ta\r\n;\r\n",
        b'"username","role"\n"ada"," ta "\n',
    ],
    ids=["byte order mark", "crlf", "semicolons", "tabs", "all of Excel", "quotes and spaces"],
)
def test_files_of_spreadsheets_are_taken_as_they_come(write, content):
    assert read_roster(write(content)) == [Person("ada", "", "", "", "ta")]


@pytest.mark.parametrize(
    ("wanted", "suggestion"),
    [
        ("Ünal", "unal"),
        ("o'brien", "obrien"),
        ("José María", "jose.maria"),
        ("Strauß", "strauss"),
        ("Łukasz", "lukasz"),
        ("ada+tt@example.org", "ada.tt@example.org"),
        ("-ada", "ada"),
        ("x" * 70, "x" * 64),
        ("李雷", None),
    ],
)
def test_an_odd_name_gets_a_suggestion(wanted, suggestion):
    assert suggest_username(wanted) == suggestion


def test_a_suggestion_is_never_somebody_elses_name():
    assert suggest_username("Ünal", {"unal", "unal2"}) == "unal3"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ünal,,,,", "use 'unal'"),
        ("o'brien,,,,", "use 'obrien'"),
        ("李雷,,,,", "letters a to z"),
        (",Grace,Hopper,,", "blank (for Grace Hopper)"),
        ("ada,,,,studnet", "did you mean 'student'?"),
        ("ada,,,,boss", "use one of admin, instructor, ta, student"),
        ("ada,,,example.org,", "not an e-mail address"),
        ("ada,Ada,Lovelace, Countess,,ta", "6 columns instead of 5"),
        ("tinytorch,,,,", "belongs to a service"),
        ('"ada,,,,', "quotation marks"),
    ],
)
def test_a_wrong_line_is_named_with_its_fix(write, line, said):
    [problem] = problems_of(write(HEADER + "first,,,,\n" + line + "\n"), reserved={"tinytorch"})
    assert problem.startswith("line 3: ")
    assert said in problem


def test_a_duplicate_names_both_lines(write):
    [problem] = problems_of(write(HEADER + "Ada,,,,\nbob,,,,\nada,,,,\n"))
    assert problem.startswith("line 4: 'ada' is already on line 2")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        (HEADER, "nobody is in it"),
        ("ada,Ada,Lovelace,ada@example.org,ta\n", "header is missing"),
        ("user_name,role\nada,ta\n", "did you mean 'username'?"),
        ("username,roles\nada,ta\n", "did you mean 'role'?"),
        ("first_name,role\nada,ta\n", "'username' is missing"),
        ("username,role,role\nada,ta,ta\n", "'role' occurs twice"),
        (HEADER.encode() + b"ada,,,,\nb\xfcrger,,,,\n", "line 3: byte 0xfc is not UTF-8"),
        ("username\nada\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_an_unusable_file_is_refused_with_the_reason(write, content, said):
    assert said in problems_of(write(content))[0]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RosterError, match=r"absent\.csv: cannot be read: No such file"):
        read_roster(tmp_path / "absent.csv")


def test_all_problems_are_reported_at_once(write, capsys):
    path = write(HEADER + "Ünal,,,,\n,,Blank,,\nada,,,,boss\n")
    assert main(["check", str(path)]) == 2
    errors = capsys.readouterr().err
    assert [f"line {number}:" in errors for number in (2, 3, 4)] == [True] * 3


def test_check_counts_the_roles(write, capsys):
    assert main(["check", str(write("username,role\nada,instructor\nbob,\neve,\n"))]) == 0
    assert capsys.readouterr().out == "people: 3 (admin 0, instructor 1, ta 0, student 2)\n"


def test_graders_and_students_get_the_groups_that_nbgrader_asks_for():
    people = [
        Person(name, "", "", "", role) for name, role in (("i", "instructor"), ("t", "ta"), ("s", "student"))
    ]
    groups = wanted_groups(people, "tinytorch")
    assert (groups["formgrade-tinytorch"], groups["nbgrader-tinytorch"]) == ({"i", "t"}, {"s"})


class Applied:
    """The result of one `apply`: exit status, its last line, all its output."""

    def __init__(self, status, output):
        self.status = status
        self.output = output
        self.summary = json.loads(output.splitlines()[-1]) if status == 0 else {}


@pytest.fixture
def apply(classroom):
    """Apply the classroom's own roster plus these lines; puts the roster back afterwards."""
    base = classroom.roster

    def apply_lines(*lines, without=(), options=""):
        kept = [line for line in base.splitlines() if line.split(",")[0] not in without]
        return Applied(*classroom.apply_roster("\n".join([*kept, *lines]) + "\n", options))

    yield apply_lines
    apply_lines()


def groups_of(classroom, username):
    return set(classroom.drive_hub("GET", f"/users/{username}")["groups"])


@pytest.mark.docker
def test_applying_the_same_roster_again_changes_nothing(apply):
    apply()  # takes out whom other tests put into a group
    assert apply().summary == {"changed": False, "created": 0, "updated": 0, "unchanged": 4, "removed": []}


@pytest.mark.docker
def test_a_new_student_gets_groups_membership_and_a_one_time_password(classroom, apply):
    applied = apply("carol@example.org,Carol,Chen,,student")
    assert applied.summary == {"changed": True, "created": 1, "updated": 0, "unchanged": 4, "removed": []}
    assert groups_of(classroom, "carol@example.org") == {"student", "nbgrader-tinytorch"}
    assert classroom.call("GET", "assignments/tinytorch", "carol@example.org").status_code == 200
    password = classroom.one_time_passwords()["carol@example.org"]
    assert len(password) > 12
    assert password not in applied.output


@pytest.mark.docker
def test_who_left_the_roster_loses_rights_but_not_the_work(classroom, apply, assignment):
    apply("dan,Dan,Diaz,,student")
    classroom.submit(assignment, "dan", "ps.ipynb")
    assert apply().summary["removed"] == ["dan"]
    assert groups_of(classroom, "dan") == set()
    assert classroom.call("GET", f"assignment/tinytorch/{assignment}", "dan").status_code == 403
    apply("dan,Dan,Diaz,,student")
    assert classroom.call("GET", f"submission/tinytorch/{assignment}/dan", "ada").status_code == 200


@pytest.fixture
def crowd(apply):
    """Six more students, taken out again afterwards."""
    lines = [f"crowd{number},Cleo,Crowd,,student" for number in range(6)]
    apply(*lines)
    yield lines
    apply(options="--remove")


@pytest.mark.docker
def test_a_roster_that_takes_out_many_people_changes_nothing(classroom, apply, crowd):
    applied = apply("newest,Nina,New,,student")
    assert applied.status == 2 and "would close 6 of 10 log-ins: crowd0, " in applied.output
    assert groups_of(classroom, "crowd0") == {"student", "nbgrader-tinytorch"}
    assert "newest" not in {user["name"] for user in classroom.drive_hub("GET", "/users")}


@pytest.mark.docker
def test_many_people_are_taken_out_on_request(apply, crowd):
    assert len(apply(options="--remove").summary["removed"]) == 6


@pytest.mark.docker
def test_the_answer_says_whom_it_added_changed_and_removed(apply):
    apply("gone,,,,student")
    said = apply("fresh,Fay,Fresh,,student", "bob,Robert,Brown,bob@example.org,student", without=["bob"]).output
    assert [line for line in said.splitlines() if line.startswith(("added", "changed", "removed"))] == [
        "added: fresh", "changed: bob", "removed: gone"]


@pytest.mark.docker
def test_messages_call_the_file_what_the_operator_calls_it(classroom):
    refused = "sh -c 'echo nonsense | python -m hub.roster {} - --called class/list.csv'"
    for command in ("check", "apply"):
        status, said = classroom.run_in_hub(refused.format(command))
        assert status == 2 and said.startswith("class/list.csv: line 1") and "/dev/stdin" not in said


@pytest.mark.docker
def test_a_student_becomes_assistant_and_student_again(classroom, apply):
    assert apply("bob,Bob,Brown,bob@example.org,ta", without=["bob"]).summary["updated"] == 1
    assert groups_of(classroom, "bob") == {"ta", "formgrade-tinytorch"}
    assert classroom.call("GET", "students/tinytorch", "bob").status_code == 200
    assert apply().summary["updated"] == 1
    assert classroom.call("GET", "students/tinytorch", "bob").status_code == 403


@pytest.mark.docker
def test_a_changed_name_reaches_the_exchange(classroom, apply):
    assert apply("bob,Robert,Brown,bob@example.org,student", without=["bob"]).summary["updated"] == 1
    assert classroom.call("GET", "student/tinytorch/bob", "ada").json()["first_name"] == "Robert"


@pytest.mark.docker
def test_the_graders_service_is_an_instructor(classroom):
    instructors = classroom.call("GET", "instructors/tinytorch", "ada").json()["instructors"]
    assert {one["username"] for one in instructors} == {"tinytorch", "ada", "tess"}


@pytest.mark.docker
def test_one_wrong_line_changes_nothing_at_all(classroom, apply):
    applied = apply("erin,Erin,Evans,,student", "o'brien,,,,student")
    assert (applied.status, "Nothing was changed" in applied.output) == (2, True)
    assert "erin" not in {user["name"] for user in classroom.drive_hub("GET", "/users")}


@pytest.mark.docker
def test_people_beyond_the_hubs_first_page_are_found(classroom, apply):
    classroom.drive_hub("POST", "/users", json={"usernames": [f"filler{number}" for number in range(230)]})
    apply("zoe,Zoe,Zhu,,student")
    assert apply("zoe,Zoe,Zhu,,student").summary["changed"] is False


@pytest.mark.docker
def test_an_admin_of_the_roster_administers_the_hub(classroom, apply):
    apply("root,Ruth,Root,,admin")
    headers = {"Authorization": f"token {classroom.token('root')}"}
    assert requests.get(classroom.hub_api + "/users", headers=headers, timeout=30).status_code == 200


@pytest.mark.docker
def test_an_exchange_that_is_down_is_named(classroom, apply):
    classroom.exchange.stop(timeout=5)
    try:
        applied = apply()
    finally:
        classroom.exchange.start()
        classroom.wait_until_ready()
    assert (applied.status, "exchange" in applied.output) == (1, True)
