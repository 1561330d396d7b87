"""What goes wrong with objects; each text is made of keywords."""


class NetworkException(Exception):
    message = "An unknown error."

    def __init__(self, **kwargs):
        super().__init__(self.message % kwargs)


class DuplicateEntry(NetworkException):
    message = "A %(object_type)s with %(attributes)s exists already."


class QuotaExceeded(NetworkException):
    message = "The quota is used up."
