"""Everything the hub is told from outside, with its default.

Values come from the environment of the hub's container; names of containers, volumes and networks derive from the classroom's
name, so that several classrooms can share one host.
"""

import os

from pydantic import BaseModel, ConfigDict, Field

PREFIX = "CLASSROOM_"


class Settings(BaseModel):
    """One field for each `CLASSROOM_*` variable; sizes as DockerSpawner writes them ("2G"), times in seconds."""

    # An error names the field and never shows what was given: among it are the other tokens.
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    name: str = "tinytorch"
    course: str = "tinytorch"
    student_image: str = "tinytorch-student:latest"
    database_url: str = "sqlite:////srv/hub/jupyterhub.sqlite"
    # What people type into their browsers where that is a host name or https, else empty: then any address will do.
    public_url: str = ""
    # Where students' servers are for a browser; empty: at the hub's own origin. See hub.browser.origins.
    students_url: str = ""
    config_directory: str = "/srv/hub/jupyterhub_config.d"
    credentials_file: str = "/srv/hub/one-time-passwords.csv"
    # Whom the log-in page tells people to ask: a name, a place, or an e-mail address.
    contact: str = "your instructor"

    memory_limit: str = "2G"
    cpu_limit: float = Field(1.0, gt=0)
    cpu_shares: int = Field(256, gt=1, lt=1024)
    pids_limit: int = Field(256, gt=0)
    # A starting server keeps about one processor busy.
    spawn_limit: int = Field(default_factory=lambda: (os.cpu_count() or 1) + 1, gt=0)
    # Long, because a start that is given up on a busy machine would have to be done again.
    start_timeout: int = Field(300, gt=0)
    idle_timeout: int = Field(3600, gt=600)

    # Told to the students' servers: what is too large is refused before it is sent.
    upload_limit_mib: int = Field(25, gt=0)

    admin_token: str
    ngshare_token: str
    formgrader_token: str
    ngshare_url: str = ""

    @property
    def hub_host(self) -> str:
        return f"{self.name}-hub"

    @property
    def api_url(self) -> str:
        """The hub's API as programs in the hub's own container reach it; nobody else can."""
        return "http://127.0.0.1:8081/hub/api"

    @property
    def inner_url(self) -> str:
        """The proxy as containers of the classroom reach it: their only way to the hub and to the exchange."""
        return f"http://{self.hub_host}:8000"

    @property
    def exchange_url(self) -> str:
        """Where every client finds ngshare: through the proxy, never at its own port."""
        return self.ngshare_url or f"{self.inner_url}/services/ngshare"


def load_settings(environment=os.environ) -> Settings:
    """Read the settings; a missing or wrong value raises pydantic's ValidationError, which names the field."""
    given = {
        name: environment[PREFIX + name.upper()]
        for name in Settings.model_fields
        if environment.get(PREFIX + name.upper(), "") != ""
    }
    return Settings(**given)
