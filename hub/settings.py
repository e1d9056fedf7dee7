"""Every variable CLASSROOM_* that the hub's container reads.

Names of containers, volumes and networks derive from the classroom's name, so that several classrooms can share one host. What
Ansible always gives has its default there alone (ansible/roles/classroom/defaults/main.yml).
"""

import os

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CLASSROOM_"


class Settings(BaseSettings):
    """One field for each `CLASSROOM_*` variable; sizes as DockerSpawner writes them ("2G"), times in seconds."""

    # An error names the field and never shows what was given: among it are the other tokens.
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True)

    name: str = Field("tinytorch", description="names of containers, volumes and networks begin with it")
    course: str = Field("tinytorch", description="course id in the exchange and name of the formgrader service")
    student_image: str = Field("tinytorch-student:latest", description="image of students' servers")
    runtime: str = Field("", description="Docker's runtime of students' servers, such as `runsc`; default: the engine's own")
    database_url: SecretStr = Field(
        SecretStr("sqlite:////srv/hub/jupyterhub.sqlite"), description="secret: the hub's database, with its password"
    )
    public_url: str = Field("", description="address in browsers, where it is a host name or https; empty: any address will do")
    students_url: str = Field("", description="where browsers find students' servers; empty: at the hub's own origin")
    trusted_proxies: str = Field(
        "", description="addresses of TLS proxies whose `X-Forwarded-For` is believed; read by `hub/proxy/client_requests.mjs`"
    )
    credentials_file: str = Field("/srv/hub/one-time-passwords.csv", description="one-time passwords that nobody has used yet")
    contact: str = Field("your instructor", description="whom the log-in page tells people to ask: a name or an e-mail address")

    memory_limit: str = Field(description="memory of one student's server")
    cpu_limit: float = Field(gt=0, description="processors of one student's server")
    cpu_shares: int = Field(gt=1, lt=1024, description="weight of one server when the processor is short")
    pids_limit: int = Field(gt=0, description="processes and threads of one student's server")
    # A starting server keeps about one processor busy.
    spawn_limit: int = Field(
        default_factory=lambda: (os.cpu_count() or 1) + 1, gt=0,
        description="servers that start at the same time; default: processors + 1",
    )
    # Long, because a start that is given up on a busy machine would have to be done again.
    start_timeout: int = Field(gt=0, description="seconds after which a server that does not answer is given up")
    idle_timeout: int = Field(gt=600, description="seconds without activity after which a server is stopped")
    upload_limit_mib: int = Field(gt=0, description="told to students' servers: what is larger is refused before it is sent")

    admin_token: SecretStr = Field(min_length=1, description="secret: the roster's service")
    ngshare_token: SecretStr = Field(min_length=1, description="secret: the exchange")
    formgrader_token: SecretStr = Field(min_length=1, description="secret: formgrader and grader")

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
        return f"{self.inner_url}/services/ngshare"


def load_settings() -> Settings:
    """Read the environment; a missing or wrong value raises pydantic's ValidationError, which names the field."""
    return Settings()
