"""One-time passwords that can be read aloud and typed from paper."""

import secrets

# Without 0/o, 1/l/i: a student copies this from a slip of paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_one_time_password(groups: int = 4, length: int = 4) -> str:
    """Return a random password like `k7mq-x2hd-9wtr-c4vp` (`groups` x `length` characters, about 79 bits by default)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(length)) for _ in range(groups))
