"""How a save that was overtaken is noticed: the page says what it showed, and that must still be so.

Of the work (another submission was graded since) and of the points or comment (somebody else saved). Saves nothing.
"""

from tornado import web


def refuse_overtaken(body: dict, now: dict, saved: tuple[str, ...]) -> None:
    """Raise 409 where `seen` of the request's body, what its page knew of the cell, is no longer so. A script need not say it."""
    seen = body.get("seen")
    if not isinstance(seen, dict):
        return
    if seen.get("work") != now["work"]:
        raise web.HTTPError(
            409, f"Other work of this student was graded since this page was opened: load it again, look at {now['name']} anew. "
            "Nothing was saved."
        )
    if any(_typed(seen, key) != _typed(now, key) for key in saved):
        what = "other points" if "manual_score" in saved else "another comment"
        raise web.HTTPError(
            409, f"Somebody saved {what} for {now['name']} since this page was opened: load it again to see. Nothing was saved."
        )


def _typed(row: dict, key: str):
    """What a box shows; without points is not 0 points, without extra credit or comment is an empty one."""
    return row.get(key) if key == "manual_score" else row.get(key) or None
