"""What all objects share: typed fields, and rows behind them."""

from oslo_versionedobjects import base as ovo_base
from sqlalchemy import exc as sa_exc

from networks import exceptions
from networks.db import api as db_api


class NetworkObject(ovo_base.VersionedObject):
    OBJ_PROJECT_NAMESPACE = "networks"
    db_model = None
    unique_keys = []
    fields = {}

    def __init__(self, context, **values):
        super().__init__()
        self.context = context
        self.set_fields(values)

    def set_fields(self, values):
        """Goes through the typed fields: a value of another form is refused."""
        for name, value in values.items():
            if name in self.fields:
                setattr(self, name, value)

    def create(self):
        if self.context.quota <= 0:
            raise exceptions.QuotaExceeded()
        values = {name: getattr(self, name) for name in self.fields}
        try:
            row = db_api.create_object(self.context, self.db_model, values)
        except sa_exc.IntegrityError:
            raise exceptions.DuplicateEntry(
                object_type=type(self).__name__, attributes=values
            )
        self.set_fields(dict(row))

    @classmethod
    def get_objects(cls, context, **filters):
        rows = db_api.get_objects(context, cls.db_model, **filters)
        return [cls(context, **dict(row)) for row in rows]
