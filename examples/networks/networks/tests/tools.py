"""Random values for tests."""

import random
import string
import uuid

from networks import constants


def get_random_string(length):
    return "".join(random.choice(string.ascii_lowercase) for _ in range(length))


def get_random_mark():
    return random.choice(constants.VALID_MARKS)


def get_random_row_id():
    return str(uuid.uuid1())


def get_random_uuid():
    return str(uuid.uuid4())
