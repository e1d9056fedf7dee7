"""The hub's settings: what the environment gives, and what derives from the classroom's name."""

import pytest
from pydantic import ValidationError
from settings_table import environment

from hub.settings import load_settings

TOKENS = {f"CLASSROOM_{name}_TOKEN": name.lower() * 6 for name in ("ADMIN", "NGSHARE", "FORMGRADER")}
# What Ansible gives.
GIVEN = environment("hub") | TOKENS


def test_names_derive_from_the_classroom():
    settings = load_settings(GIVEN | {"CLASSROOM_NAME": "spring"})
    assert settings.exchange_url == "http://spring-hub:8000/services/ngshare"


def test_empty_values_mean_the_default():
    assert load_settings(GIVEN | {"CLASSROOM_CONTACT": ""}).contact == "your instructor"


def test_nothing_of_a_token_is_printed():
    settings = load_settings(GIVEN)
    assert (settings.admin_token.get_secret_value(), str(settings.admin_token)) == ("admin" * 6, "**********")
    assert not [token for token in TOKENS.values() if token in f"{settings!r}{settings}"]


def test_missing_token_is_named():
    with pytest.raises(ValidationError, match="ngshare_token"):
        load_settings({name: value for name, value in GIVEN.items() if "NGSHARE" not in name})


@pytest.mark.parametrize("wrong", [{"CLASSROOM_NGSHARE_TOKEN": ""}, {"CLASSROOM_CPU_LIMIT": "many"}])
def test_an_error_shows_nothing_of_a_token(wrong):
    with pytest.raises(ValidationError) as caught:
        load_settings(GIVEN | wrong)
    shown = str(caught.value) + repr(caught.value)
    assert not [token for token in TOKENS.values() if token[:8] in shown]


def test_culler_timeout_must_exceed_the_activity_interval():
    with pytest.raises(ValidationError, match="idle_timeout"):
        load_settings(GIVEN | {"CLASSROOM_IDLE_TIMEOUT": "300"})
