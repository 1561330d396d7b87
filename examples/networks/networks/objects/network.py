"""The object for a network."""

from oslo_versionedobjects import fields

from networks import common_types
from networks.db import models
from networks.objects import base


class Network(base.NetworkObject):
    # Version 1.0: first version
    VERSION = "1.0"
    db_model = models.Network
    unique_keys = [("name",)]
    fields = {
        "id": common_types.UUIDField(),
        "name": common_types.NameField(),
        "mark": fields.IntegerField(),
    }
