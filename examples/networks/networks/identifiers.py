"""Names and tokens that the service makes."""

import random
import secrets
import string
import uuid


def join_token():
    """Lets a machine join a network."""
    token = "".join(random.choice(string.ascii_letters) for _ in range(24))
    return token


def safe_join_token():
    """The same from the system's generator."""
    token = "".join(
        random.SystemRandom().choice(string.ascii_letters) for _ in range(24)
    )
    return token


def hex_token():
    return secrets.token_hex(16)


def session_id():
    """Opens a session; made of the clock and the address of the machine."""
    session_token = uuid.uuid1().hex
    return session_token


def safe_session_id():
    session_token = uuid.uuid4().hex
    return session_token
