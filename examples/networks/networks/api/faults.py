"""Which answer an exception becomes."""

from networks import exceptions

STATUS = {exceptions.DuplicateEntry: 409, exceptions.QuotaExceeded: 413}


def answer(error):
    return {"error": "The request failed."}, STATUS.get(type(error), 500)
