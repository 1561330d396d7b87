"""The base of all tests: objects with random fields, and a database that is replaced."""

import unittest
from unittest import mock

from networks.db import api as db_api
from networks.objects import network
from networks.tests import tools


class BaseTestCase(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.context = mock.Mock()
        self.obj_fields = [self.get_random_fields() for _ in range(3)]
        self.objs = [network.Network(self.context, **f) for f in self.obj_fields]
        self.get_objects = mock.patch.object(
            db_api, "get_objects", side_effect=self.fake_get_objects
        ).start()
        self.addCleanup(mock.patch.stopall)

    def get_random_fields(self):
        return {
            "id": tools.get_random_uuid(),
            "name": tools.get_random_string(12),
            "mark": tools.get_random_mark(),
        }

    def fake_get_objects(self, context, model, **filters):
        return self.obj_fields

    def create_table(self, connection, name):
        connection.execute("CREATE TABLE " + name + " (id INTEGER)")

    def update_obj_fields(self, values_dict):
        """Overrides fields of all objects under test."""
        for key, value in values_dict.items():
            for fields, obj in zip(self.obj_fields, self.objs):
                fields[key] = value
                setattr(obj, key, value)
