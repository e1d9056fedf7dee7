"""Who is asking, as the hub's groups say it: instructors see what concerns the whole class or the reviewers themselves."""

from functools import wraps

from tornado import web

ABOVE_ASSISTANTS = frozenset({"instructor", "admin"})


def is_instructor(handler) -> bool:
    """Whether this person may see more than a teaching assistant. A server without a hub is its owner's own."""
    if handler.current_user is None:
        return False
    model = getattr(handler.current_user, "hub_user", None)
    return model is None or bool(ABOVE_ASSISTANTS & set(model.get("groups") or ()))


def for_instructors(method):
    """Refuse everybody else with a sentence; to be put below `web.authenticated`."""

    @wraps(method)
    def guarded(self, *arguments, **named):
        if not is_instructor(self):
            raise web.HTTPError(403, "This page is for instructors.")
        return method(self, *arguments, **named)

    return guarded
