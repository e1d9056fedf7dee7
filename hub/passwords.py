"""Passwords: making one-time ones, hashing and checking. Knows nothing of accounts.

bcrypt takes a fifth of a second on purpose, so both run in a thread: the hub serves others meanwhile.
"""

import asyncio
import secrets

import bcrypt

# Without 0/o, 1/l/i: a student copies this from a slip of paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LONGEST = 72  # bytes that bcrypt reads; its library refuses more
# Stands in for the hash of an account that does not exist, so that an unknown name costs as much time as a known one.
NOBODY = bcrypt.hashpw(secrets.token_bytes(32).hex().encode(), bcrypt.gensalt())


def new_one_time_password(groups: int = 4, length: int = 4) -> str:
    """Return a random password like `k7mq-x2hd-9wtr-c4vp` (`groups` x `length` characters, about 79 bits by default)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(length)) for _ in range(groups))


def fits(password: str) -> bool:
    """Whether every byte of the password counts in its hash."""
    return len(password.encode()) <= LONGEST


async def hash_password(password: str) -> bytes:
    """Return the bcrypt hash of a password that `fits`; ValueError otherwise."""
    return await asyncio.to_thread(lambda: bcrypt.hashpw(password.encode(), bcrypt.gensalt()))


async def check_password(password: str, hashed: bytes | None) -> bool:
    """Compare with a hash; None stands for an unknown name and is never right, but takes as long."""
    start = password.encode()[:LONGEST]
    right = await asyncio.to_thread(bcrypt.checkpw, start, hashed or NOBODY)
    return right and hashed is not None and fits(password)
