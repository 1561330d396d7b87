from tests.factories import random_string

LINKS = {}


def share(name):
    token = random_string(12)
    LINKS[token] = name
    return token


def target(token):
    return LINKS[token]
