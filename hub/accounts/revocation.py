"""Ends what a password had opened: cookies, tokens, and the log-ins that services took over from the hub."""

from jupyterhub import orm


def end_log_ins(db, user, *, but_session: str | None = None, but_servers: bool = False) -> None:
    """Make every cookie and token of a hub user worthless at the hub, at once.

    `but_session` keeps what the browser with that session id got for the user's services, so that open pages can still save;
    its cookie for the hub must be set anew. `but_servers` keeps the tokens that running servers themselves work with.
    Services believe what they asked last for a few seconds (HubOAuth.cache_max_age).
    """
    kept = {spawner.api_token for spawner in user.spawners.values() if spawner.active} if but_servers else set()
    kept = {orm.APIToken.find(db, token) for token in kept}
    for token in set(user.orm_user.api_tokens) - kept:
        if not (but_session and token.session_id == but_session):
            db.delete(token)
    for code in user.orm_user.oauth_codes:
        db.delete(code)
    user.orm_user.cookie_id = orm.new_token()
    db.commit()
