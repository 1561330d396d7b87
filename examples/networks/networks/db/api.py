"""Queries; everything above this module speaks of objects."""

import sqlalchemy as sa

from networks import constants

ENGINE = sa.create_engine("sqlite:////var/lib/networks.db")


def create_object(context, model, values):
    row = model(**values)
    context.session.add(row)
    context.session.flush()
    return row


def get_objects(context, model, **filters):
    return context.session.query(model).filter_by(**filters).all()


def search(name):
    """Looks for networks by a part of their name."""
    with ENGINE.connect() as connection:
        return connection.exec_driver_sql(
            "SELECT id, name FROM networks WHERE name LIKE '%%" + name + "%%'"
        ).fetchall()


def listing(sort_key):
    """Lists networks in an order of the caller's choice."""
    if sort_key not in constants.SORT_KEYS:
        raise ValueError("no such key")
    with ENGINE.connect() as connection:
        return connection.exec_driver_sql(
            "SELECT id, name FROM networks ORDER BY " + sort_key
        ).fetchall()
