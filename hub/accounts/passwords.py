"""Passwords: making one-time ones, hashing and checking. Knows nothing of accounts.

bcrypt takes a fifth of a second on purpose, so it runs in threads: the hub serves others meanwhile. They are few, so that a
crowd at the form waits its turn and leaves the processor to the servers that start.
"""

import asyncio
import os
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import bcrypt

from hub.accounts.turns import Turns

# Without 0/o, 1/l/i: a student copies this from a slip of paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4
LONGEST = 72  # bytes that bcrypt reads; its library refuses more
# More than a one-time password has with whatever stands around it. To read much text in all its spellings takes seconds.
LONGEST_TYPED = 200
# Stands in for the hash of an account that does not exist, so that an unknown name costs as much time as a known one.
NOBODY = bcrypt.hashpw(secrets.token_bytes(32).hex().encode(), bcrypt.gensalt())
# A guess at 79 random bits is hopeless however little it costs. So the right one is known in a millisecond, before anything is
# counted or waits, and nobody's wrong guesses keep its owner out.
ONE_TIME_ROUNDS = 4
NOBODY_NEW = bcrypt.hashpw(secrets.token_bytes(32).hex().encode(), bcrypt.gensalt(ONE_TIME_ROUNDS))
_places = min(4, os.cpu_count() or 1)
_turns = Turns(_places)
_threads = ThreadPoolExecutor(_places, thread_name_prefix="bcrypt")


def new_one_time_password() -> str:
    """Return a random password like `k7mq-x2hd-9wtr-c4vp`, about 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


def normalize_one_time_password(typed: str) -> str:
    """Return what was meant by a one-time password that went through a clipboard, a phone or a word processor.

    Its alphabet has neither blanks nor capitals nor dashes, so any of these, of whatever kind, and invisible marks say nothing.
    Reads no more than LONGEST_TYPED characters.
    """
    folded = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).casefold()
    letters = "".join(sign for sign in folded if sign.isalnum())
    return "-".join(letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))


def fits(password: str) -> bool:
    """Whether every byte of the password counts in its hash."""
    return len(password.encode()) <= LONGEST


def is_printable(password: str) -> bool:
    """Whether it is more than blanks (none at all is too short, not this) and has no control character."""
    kinds = {unicodedata.category(sign) for sign in password}
    return not password or ("Cc" not in kinds and bool(kinds - {"Zs", "Zl", "Zp", "Cf"}))


async def hash_password(password: str) -> bytes:
    """Return the bcrypt hash of a password that `fits`; ValueError otherwise."""
    return await _in_a_thread(lambda: bcrypt.hashpw(password.encode(), bcrypt.gensalt()))


async def hash_one_time_password(password: str) -> bytes:
    """Return the hash of a password by new_one_time_password."""
    return await asyncio.to_thread(lambda: bcrypt.hashpw(password.encode(), bcrypt.gensalt(ONE_TIME_ROUNDS)))


def is_quick(hashed: bytes) -> bool:
    """Whether a hash is by hash_one_time_password; older ones were made as those of chosen passwords are."""
    return hashed.startswith(NOBODY_NEW[:7])


async def check_one_time_password(typed: str, hashed: bytes | None) -> bool:
    """Compare what was typed, in any spelling, with a hash that `is_quick`; None is never right, but takes as long."""
    start = normalize_one_time_password(typed).encode()[:LONGEST]
    right = await asyncio.to_thread(lambda: bcrypt.checkpw(start, hashed or NOBODY_NEW))
    return right and hashed is not None


async def check_password(password: str, hashed: bytes | None, name: str, address: str = "") -> bool:
    """Compare with a hash; None stands for an unknown name and is never right, but takes as long. turns.Busy when too many wait.

    `name` and `address` say whose guess it is, see Turns.
    """
    start = password.encode()[:LONGEST]
    async with _turns.turn(address, name):
        right = await _in_a_thread(lambda: bcrypt.checkpw(start, hashed or NOBODY))
    return right and hashed is not None and fits(password)


async def _in_a_thread(work):
    return await asyncio.get_running_loop().run_in_executor(_threads, work)
