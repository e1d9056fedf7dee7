"""Where people land after the log-in: who teaches in formgrader, everybody else in a server of their own."""

from hub.settings import Settings

STAFF = {"instructor", "ta"}


def is_staff(user) -> bool:
    """Whether the roster made this person one of the staff."""
    return bool(STAFF & {group.name for group in user.groups})


def configure(c, settings: Settings) -> None:
    """Set the page that opens when nobody asked for another."""

    def landing_page(handler) -> str:
        user = handler.current_user
        service = handler.services.get(settings.course)
        # Empty: the hub's own choice, the person's server.
        return service.href if user and service and is_staff(user) else ""

    c.JupyterHub.default_url = landing_page
