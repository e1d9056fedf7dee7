"""Inside the sandbox: one request to a student's process and the response to it.

Sent over stdin as text; standard library only. Every request carries a nonce, so that only who got it can respond.
"""

import secrets

from answers import read_answer


def request(child, limit, **message):
    """The response to a message within `limit` seconds, and whether it was interrupted. Raises Ended or ValueError."""
    nonce = secrets.token_hex(8)
    line, interrupted = child.run({"cell": nonce, **message}, limit)
    return read_answer(line, nonce), interrupted
