"""What the exchange service is told from outside, with its defaults."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

MIB = 1024 * 1024


class SettingsError(ValueError):
    """A variable is missing or wrong; the message names it and says what it should hold."""


@dataclass(frozen=True)
class SubmissionLimits:
    """How many versions of one assignment a student may send."""

    per_hour: int
    in_all: int


@dataclass(frozen=True)
class Settings:
    """`host` and `port` are where to listen; `services` are names that only a hub service may bear."""

    host: str
    port: int
    hub_api_url: str
    prefix: str
    data: Path
    database_url: str
    admins: frozenset[str]
    services: frozenset[str]
    upload_limit_mib: int
    submissions: SubmissionLimits

    @property
    def upload_limit(self) -> int:
        """Largest accepted request body in bytes."""
        return self.upload_limit_mib * MIB


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises
    ------
    SettingsError
        If a required variable is missing or a value cannot be used.
    """
    address = urlsplit(_required(environment, "JUPYTERHUB_SERVICE_URL", "http://tinytorch-ngshare:10101"))
    if not address.hostname or not address.port:
        raise SettingsError(
            "JUPYTERHUB_SERVICE_URL needs a host and a port, as in http://tinytorch-ngshare:10101"
        )
    data = Path(environment.get("NGSHARE_DATA") or "/srv/ngshare")
    prefix = environment.get("JUPYTERHUB_SERVICE_PREFIX") or "/services/ngshare/"
    return Settings(
        host=address.hostname,
        port=address.port,
        hub_api_url=_required(environment, "JUPYTERHUB_API_URL", "http://tinytorch-hub:8081/hub/api").rstrip(
            "/"
        ),
        prefix="/" + prefix.strip("/") + "/",
        data=data,
        database_url=environment.get("NGSHARE_DATABASE_URL") or f"sqlite:///{data / 'ngshare.db'}",
        admins=_names(environment.get("NGSHARE_ADMINS", "classroom-admin")),
        services=_names(environment.get("NGSHARE_SERVICES", "classroom-admin,tinytorch")),
        upload_limit_mib=_positive(environment, "NGSHARE_UPLOAD_LIMIT_MIB", 25),
        submissions=SubmissionLimits(
            per_hour=_positive(environment, "NGSHARE_SUBMISSIONS_PER_HOUR", 20),
            in_all=_positive(environment, "NGSHARE_SUBMISSIONS_IN_ALL", 200),
        ),
    )


def _required(environment: Mapping[str, str], name: str, example: str) -> str:
    value = environment.get(name, "")
    if not value:
        raise SettingsError(f"{name} is not set: give it a value such as {example}")
    return value


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())


def _positive(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or int(text) == 0:
        raise SettingsError(f"{name} is {text!r}: it must be a whole number above 0")
    return int(text)
