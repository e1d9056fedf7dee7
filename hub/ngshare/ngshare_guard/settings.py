"""Every variable that the exchange service reads: NGSHARE_* and two of JupyterHub's.

What Ansible always gives has its default there alone (ansible/roles/classroom/defaults/main.yml).
"""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MIB = 1024 * 1024
DATA = Path("/srv/ngshare")
# The hub's service that applies the roster; ngshare lets it change who is in the course.
ADMIN = "classroom-admin"


class SettingsError(ValueError):
    """A variable is missing or wrong; the message names it and says what it should hold."""


class Settings(BaseSettings):
    """One field for each variable."""

    model_config = SettingsConfigDict(env_ignore_empty=True, frozen=True, hide_input_in_errors=True)

    service_url: str = Field(
        alias="JUPYTERHUB_SERVICE_URL", description="where to listen, such as http://tinytorch-ngshare:10101"
    )
    hub_api_url: str = Field(
        alias="JUPYTERHUB_API_URL", min_length=1, description="the hub's API, such as http://tinytorch-hub:8000/hub/api"
    )
    prefix: str = Field(
        "/services/ngshare/", alias="JUPYTERHUB_SERVICE_PREFIX", description="path below which the exchange answers"
    )
    services: str = Field(
        f"{ADMIN},tinytorch", alias="NGSHARE_SERVICES", description="names that only a service of the hub may bear, with commas"
    )
    database_url: SecretStr = Field(
        SecretStr(f"sqlite:///{DATA / 'ngshare.db'}"), alias="NGSHARE_DATABASE_URL",
        description="secret: the exchange's database (SQLAlchemy 1.4), with its password",
    )
    upload_limit_mib: int = Field(alias="NGSHARE_UPLOAD_LIMIT_MIB", gt=0, description="largest upload in MiB")
    submissions_per_hour: int = Field(
        alias="NGSHARE_SUBMISSIONS_PER_HOUR", gt=0, description="versions of one assignment a student may send within an hour"
    )
    submissions_in_all: int = Field(
        alias="NGSHARE_SUBMISSIONS_IN_ALL", gt=0, description="versions of one assignment a student may send in all"
    )

    @field_validator("service_url")
    @classmethod
    def _listens(cls, url: str) -> str:
        if not urlsplit(url).hostname or not urlsplit(url).port:
            raise ValueError("needs a host and a port")
        return url

    @field_validator("hub_api_url")
    @classmethod
    def _plain(cls, url: str) -> str:
        return url.rstrip("/")

    @field_validator("prefix")
    @classmethod
    def _enclosed(cls, prefix: str) -> str:
        return "/" + prefix.strip("/") + "/"

    @property
    def host(self) -> str:
        return urlsplit(self.service_url).hostname

    @property
    def port(self) -> int:
        return urlsplit(self.service_url).port

    @property
    def service_names(self) -> frozenset[str]:
        return frozenset(name.strip() for name in self.services.split(",") if name.strip())

    @property
    def upload_limit(self) -> int:
        """Largest accepted request body in bytes."""
        return self.upload_limit_mib * MIB


def load_settings() -> Settings:
    """Read the environment; raises SettingsError if a required variable is missing or a value cannot be used."""
    fields = {field.alias: field for field in Settings.model_fields.values()}
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"{fault['loc'][0]} ({fields[fault['loc'][0]].description}): {fault['msg']}" for fault in error.errors()]
        raise SettingsError("; ".join(faults)) from error
