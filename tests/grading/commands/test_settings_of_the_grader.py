"""The grader's settings: what the environment says, empty or wrong, and what is never printed."""

import pytest

from grading.errors import GradingError
from grading.settings import settings_for, site_settings

SECRET = "postgresql://grader:password@db/grading"


def test_empty_values_mean_the_default(monkeypatch):
    monkeypatch.setenv("GRADING_WORKERS", "")
    monkeypatch.setenv("GRADING_RECORDS_DIR", "")
    assert (settings_for("ps1").workers, site_settings().records_dir) == (None, None)


def test_the_command_line_goes_before_the_environment(monkeypatch):
    monkeypatch.setenv("GRADING_SANDBOX_IMAGE", "of-the-environment")
    assert settings_for("ps1").sandbox_image == "of-the-environment"
    assert settings_for("ps1", sandbox_image="given").sandbox_image == "given"
    assert settings_for("ps1", sandbox_image=None).sandbox_image == "of-the-environment"


def test_what_follows_from_the_assignment_is_not_read_from_the_environment(monkeypatch):
    for name, value in {"CRITICAL": "true", "MODULE": "1", "REVIEW_RATE": "1"}.items():
        monkeypatch.setenv(f"GRADING_{name}", value)
    settings = settings_for("ps1")
    assert (settings.critical, settings.module, settings.review_rate) == (False, None, 0.2)


@pytest.mark.parametrize(("variable", "value"), [("GRADING_MEMORY_MB", "much"), ("GRADING_WORKERS", "0")])
def test_a_wrong_value_is_named_by_its_variable(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(GradingError, match=rf"a setting cannot be used: {variable}: "):
        settings_for("ps1")


def test_nothing_of_a_secret_is_printed(monkeypatch):
    monkeypatch.setenv("GRADING_DATABASE_URL", SECRET)
    assert site_settings().database_url.get_secret_value() == SECRET and "password" not in f"{site_settings()!r}{site_settings()}"
