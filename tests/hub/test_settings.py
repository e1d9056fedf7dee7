"""The hub's settings: what the environment gives, and what derives from the classroom's name."""

import pytest
from pydantic import ValidationError
from settings_table import environment

from hub.settings import load_settings

TOKENS = {f"CLASSROOM_{name}_TOKEN": name.lower() * 6 for name in ("ADMIN", "NGSHARE", "FORMGRADER")}
# What Ansible gives.
GIVEN = environment("hub") | TOKENS


@pytest.fixture
def given(monkeypatch):
    """Settings of an environment; None takes a variable away."""

    def load(**changes):
        for name, value in (GIVEN | changes).items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        return load_settings()

    return load


def test_names_derive_from_the_classroom(given):
    settings = given(CLASSROOM_NAME="spring")
    assert settings.exchange_url == "http://spring-hub:8000/services/ngshare"


def test_empty_values_mean_the_default(given):
    assert given(CLASSROOM_CONTACT="").contact == "your instructor"


def test_nothing_of_a_token_is_printed(given):
    settings = given(CLASSROOM_DATABASE_URL="postgresql://hub:hushhush@db/hub")
    assert "hushhush" not in f"{settings!r}{settings}" and "hushhush" in settings.database_url.get_secret_value()
    assert (settings.admin_token.get_secret_value(), str(settings.admin_token)) == ("admin" * 6, "**********")
    assert not [token for token in TOKENS.values() if token in f"{settings!r}{settings}"]


def test_missing_token_is_named(given):
    with pytest.raises(ValidationError, match="ngshare_token"):
        given(CLASSROOM_NGSHARE_TOKEN=None)


@pytest.mark.parametrize("wrong", [{"CLASSROOM_NGSHARE_TOKEN": ""}, {"CLASSROOM_CPU_LIMIT": "many"}])
def test_an_error_shows_nothing_of_a_token(given, wrong):
    with pytest.raises(ValidationError) as caught:
        given(**wrong)
    shown = str(caught.value) + repr(caught.value)
    assert not [token for token in TOKENS.values() if token[:8] in shown]


def test_culler_timeout_must_exceed_the_activity_interval(given):
    with pytest.raises(ValidationError, match="idle_timeout"):
        given(CLASSROOM_IDLE_TIMEOUT="300")
