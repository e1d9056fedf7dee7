"""Who may do what on the hub: groups from the roster get the narrowest scopes that their work needs."""

from hub.accounts.people import SCOPE as PEOPLE
from hub.settings import Settings


def configure(c, settings: Settings) -> None:
    """Define the roles of the classroom's groups and services."""
    formgrader = f"access:services!service={settings.course}"
    c.JupyterHub.load_groups = {name: {} for name in ("admin", "instructor", "ta", "student")}
    c.JupyterHub.custom_scopes = {PEOPLE: {"description": "See the people; renew passwords of students and assistants."}}
    c.JupyterHub.load_roles = [
        # What the hub gives everybody, without the right to make tokens: a page that acts as its reader could keep one. Every
        # program of the classroom has its own already.
        {
            "name": "user",
            "description": "One's own account and server.",
            "scopes": ["read:users!user", "users:activity!user", "servers!user", "access:servers!user", "read:tokens!user"],
        },
        # The hub's own role, given to a group: a service may change groups, but not a user's admin flag.
        {"name": "admin", "groups": ["admin"]},
        {
            "name": "instructor",
            "description": "Grades in formgrader, sees who is in the course and whose server runs.",
            "scopes": [formgrader, "list:users", "read:users:name", "read:users:activity", "read:groups:name"],
            "groups": ["instructor"],
        },
        {"name": "people", "description": "Renews forgotten passwords.", "scopes": [PEOPLE], "groups": ["instructor", "admin"]},
        {
            "name": "teaching-assistant",
            "description": "Grades in formgrader.",
            "scopes": [formgrader],
            "groups": ["ta"],
        },
        {
            "name": "grader",
            "description": "Asks who the teaching assistants are, to share the review sample out.",
            "scopes": ["read:groups!group=ta"],
            "services": [settings.course],
        },
        {
            "name": "classroom-admin",
            "description": "Applies the roster: users, groups, accounts.",
            "scopes": ["admin:users", "admin:groups", "list:users", "list:groups"],
            "services": ["classroom-admin"],
        },
        {
            "name": "idle-culler",
            "description": "Stops servers that nobody uses.",
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
            "services": ["idle-culler"],
        },
    ]
