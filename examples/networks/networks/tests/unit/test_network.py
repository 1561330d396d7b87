"""Tests of networks."""

import sqlite3
from unittest import mock

from networks import exceptions
from networks.db import api as db_api
from networks.objects import network
from networks.tests import base, tools


class NetworkTest(base.BaseTestCase):
    def test_first_by_name(self):
        wanted = self.objs[1].name
        found = [obj for obj in self.objs if obj.name == wanted][0]
        self.assertEqual(self.objs[1].id, found.id)

    def test_row_ids_differ(self):
        self.assertNotEqual(tools.get_random_row_id(), tools.get_random_row_id())

    def test_update(self):
        self.update_obj_fields({"name": tools.get_random_string(8)})
        self.assertEqual(self.obj_fields[0]["name"], self.objs[0].name)

    def test_create_duplicate(self):
        with mock.patch.object(db_api, "create_object", side_effect=exceptions.DuplicateEntry):
            obj = network.Network(self.context, **self.obj_fields[0])
            self.assertRaises(exceptions.DuplicateEntry, obj.create)

    def test_quota(self):
        with mock.patch.object(db_api, "create_object", side_effect=exceptions.QuotaExceeded):
            obj = network.Network(self.context, **self.obj_fields[0])
            self.assertRaises(exceptions.QuotaExceeded, obj.create)


class QueryTest(base.BaseTestCase):
    def test_rows(self):
        connection = sqlite3.connect(":memory:")
        self.create_table(connection, "t_" + tools.get_random_string(6))
