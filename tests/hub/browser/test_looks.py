"""The hub's pages in Chromium: one look, no serious finding of axe, on a desk and a phone, by day and by night; and a way on."""

import pytest
from accessibility import serious
from hub_browser import CHOSEN, Person

pytestmark = pytest.mark.docker
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}
OF_STAFF = ("Formgrader", "Course and grading", "Gradebook", "People", "Admin", "Services")


@pytest.fixture(scope="module")
def student(classroom):
    return Person(classroom)


@pytest.fixture(scope="module")
def instructor(classroom):
    return Person(classroom, group="instructor")


@pytest.fixture
def window(chromium):
    """`window(person=None)`: a page of that person, or of a stranger; errors of its scripts fail the test."""
    opened, errors = [], []

    def window(person=None, **options):
        page = person.window(chromium, **options) if person else chromium.new_context(**options).new_page()
        page.on("pageerror", lambda error: errors.append((page.url, error)))
        opened.append(page)
        return page

    yield window
    for page in opened:
        page.context.close()
    assert not errors


def look(page, name):
    """Everything that is wrong with how the page looks, in any size and light."""
    wrong = []
    assert page.locator("html").get_attribute("lang") == "en" and page.locator("h1").count() == 1 == page.locator("main").count()
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        for light in PAPER:
            page.emulate_media(color_scheme=light)
            page.wait_for_function("color => getComputedStyle(document.body).backgroundColor === color", arg=PAPER[light])
            wrong += [f"{name} {size['width']} {light}: {finding}" for finding in serious(page)]
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wrong.append(f"{name}: wider than {size['width']}")
    return wrong


def test_the_pages_before_the_log_in(classroom, window):
    page, found = window(), []
    name, password = classroom.add_newcomer()
    page.goto(classroom.url + "/hub/login")
    found += look(page, "log-in")
    page.goto(classroom.url + "/hub/nothing")
    found += look(page, "a stranger's error")
    page.goto(classroom.url + "/hub/login")
    page.fill("#username_input", name)
    page.fill("#password_input", password)
    page.click("#login_submit")
    page.wait_for_selector("#confirmation")
    found += look(page, "the choice of a password")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("path", "status", "heading"), [
    ("/hub/home", 200, "TinyTorch"),
    ("/hub/change-password", 200, "Change your password"),
    ("/hub/nothing", 404, "There is nothing at this address"),
    ("/hub/people", 403, "This page is not for you"),
    ("/hub/admin", 403, "This page is not for you"),
    ("/hub/broken", 500, "Something went wrong here"),
    ("/hub/visit/bob?to=/user/bob/lab", 403, "This is the server of bob"),
    ("/hub/user/NAME/lab", 424, "Your server is not running"),
])
def test_the_pages_of_a_student_offer_nothing_of_the_staff_and_a_way_on(classroom, student, window, path, status, heading):
    page = window(student)
    answer = page.goto(classroom.url + path.replace("NAME", student.name))
    assert (answer.status, page.inner_text("h1")) == (status, heading)
    links = page.locator("a").all_inner_texts()
    assert "Start page" in links and not set(OF_STAFF) & set(links)
    found = look(page, path)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["/hub/home", "/hub/people", "/hub/nothing"])
def test_the_pages_of_the_staff_lead_to_grading_by_name(classroom, instructor, window, path):
    page = window(instructor)
    page.goto(classroom.url + path)
    links = page.locator("nav a").all_inner_texts()
    assert links == ["Start page", "Course and grading", "Formgrader", "People", "Change password"]
    found = look(page, path)
    assert not found, "\n".join(found)


def test_who_lacks_a_right_is_told_in_words(classroom, instructor, window):
    page = window(instructor)
    assert page.goto(classroom.url + "/hub/admin").status == 403
    assert "Your role in the course does not have it" in page.inner_text("main") and "scope" not in page.inner_text("main")


def test_the_page_of_tokens_offers_none_that_would_be_refused(classroom, instructor, window):
    page = window(instructor)
    page.goto(classroom.url + "/hub/token")
    found = look(page, "/hub/token")
    assert not found, "\n".join(found)
    assert page.locator("main input, main button").count() == 0 and "change your password" in page.inner_text("main")


def test_the_admin_s_page_says_that_the_roster_decides_and_offers_nothing_against_it(classroom, window):
    page = window(Person(classroom, group="admin"))
    page.goto(classroom.url + "/hub/home")
    page.get_by_role("link", name="Admin", exact=True).click()
    page.get_by_role("columnheader", name="Last Activity").wait_for()
    found = look(page, "/hub/admin")
    assert not found, "\n".join(found)
    shown = [button.inner_text() for button in page.locator("main button, main a").all() if button.is_visible()]
    assert "Shutdown Hub" in shown and "People" in shown
    assert not {"Add Users", "Manage Groups", "Edit User"} & set(shown) and "roster alone" in page.inner_text("main")


def test_a_wrong_password_is_told_beside_the_field_where_it_is_typed_again(classroom, student, window):
    page = window()
    page.goto(classroom.url + "/hub/login")
    page.fill("#username_input", student.name)
    page.fill("#password_input", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    focused = page.locator(":focus")
    assert focused.get_attribute("id") == "password_input"
    said = " ".join(page.inner_text(f"#{each}") for each in focused.get_attribute("aria-describedby").split())
    assert "user name or the password is wrong" in said and page.title().startswith("Error: ")
    found = look(page, "after a wrong password")
    page.keyboard.type(CHOSEN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/hub/spawn**")
    assert not found, "\n".join(found)


def test_what_is_wrong_with_a_new_password_is_told_beside_the_first_field_to_fill(classroom, window):
    person = Person(classroom)
    page = window(person)
    page.goto(classroom.url + "/hub/change-password")
    for field in ("current", "password", "confirmation"):
        page.fill(f"#{field}", "short")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problem")
    focused = page.locator(":focus")
    assert (focused.get_attribute("id"), focused.get_attribute("aria-describedby")) == ("current", "problem")
    assert "too short" in page.inner_text("#problem") and page.title().startswith("Error: ")


@pytest.mark.parametrize("where", ["log-in", "first log-in", "change"])
def test_what_is_typed_can_be_shown_and_is_hidden_when_it_is_sent(classroom, student, window, where):
    page = window(student if where == "change" else None)
    page.goto(classroom.url + ("/hub/change-password" if where == "change" else "/hub/login"))
    if where == "first log-in":
        name, password = classroom.add_newcomer()
        page.fill("#username_input", name)
        page.fill("#password_input", password)
        page.click("#login_submit")
        page.wait_for_selector("#confirmation")
    fields = page.locator("input[autocomplete$=password]")
    kinds = "fields => [...new Set(fields.map(field => field.type))]"
    assert fields.evaluate_all(kinds) == ["password"]
    page.check("#show-passwords")
    assert fields.evaluate_all(kinds) == ["text"]
    sent = "form => { form.onsubmit = event => event.preventDefault(); form.dispatchEvent(new SubmitEvent('submit')); }"
    page.locator("form").evaluate(sent)
    assert fields.evaluate_all(kinds) == ["password"]


def test_a_server_is_started_waited_for_and_stopped_on_pages_of_this_look(classroom, window):
    waits, stays = Person(classroom, kind="waits"), Person(classroom, kind="stays")
    page, found = window(waits), []
    page.goto(classroom.url + "/hub/home")
    page.click("text=Start my server")
    page.wait_for_url("**/spawn-pending/**")
    found += look(page, "the waiting page")
    page.goto(classroom.url + "/hub/home")
    assert "It is starting" in page.inner_text("#server-state")

    classroom.start_hostile_server(stays.name)
    page = window(stays)
    page.goto(classroom.url + "/hub/home")
    page.click("text=Start my server")
    page.wait_for_url(f"**/user/{stays.name}/**")
    page.go_back()  # what it said before is no longer true
    page.wait_for_url("**/hub/home")
    assert page.locator("main a").all_inner_texts() == ["Open the course page", "JupyterLab"]
    found += look(page, "the start page beside a server")
    # The hub answers when it has taken the server's address away; until then the server answers there itself.
    with page.expect_response(lambda answer: answer.request.method == "DELETE", timeout=60_000):
        page.click("text=Stop my server")
        page.wait_for_function("document.getElementById('server-state').textContent.includes('It is stopping')")
    page.wait_for_selector("#stop", state="detached")  # the page loads itself again
    page.goto(classroom.url + f"/user/{stays.name}/lab")
    page.wait_for_selector("#stopping")
    found += look(page, "the page of a server that stops")
    assert not found, "\n".join(found)


def test_a_server_that_did_not_start_says_why_and_is_started_again(classroom, window):
    fails = Person(classroom, kind="fails")
    page = window(fails)
    page.goto(classroom.url + f"/hub/spawn/{fails.name}")
    page.goto(classroom.url + f"/hub/spawn-pending/{fails.name}")
    assert (page.inner_text("h1"), page.inner_text("[role=alert]")) == ("Your server did not start", "It did not answer.")
    assert page.get_by_role("link", name="Start it again").get_attribute("href") == f"/hub/spawn/{fails.name}"
    found = look(page, "a failed start")
    assert not found, "\n".join(found)
