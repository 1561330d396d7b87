"""Types of fields; a value of another form is refused."""

import re
import uuid

from oslo_versionedobjects import fields

NAME = re.compile(r"[a-z0-9-]{1,63}")


class UUIDField(fields.AutoTypedField):
    AUTO_TYPE = fields.UUID()

    @staticmethod
    def coerce(obj, attr, value):
        return str(uuid.UUID(str(value)))


class NameField(fields.AutoTypedField):
    AUTO_TYPE = fields.String()

    @staticmethod
    def coerce(obj, attr, value):
        if not NAME.fullmatch(value):
            raise ValueError("not a name")
        return value
