"""Tables."""

import uuid

import sqlalchemy as sa
from sqlalchemy import orm

BASE = orm.declarative_base()


class Network(BASE):
    __tablename__ = "networks"

    id = sa.Column(sa.String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    name = sa.Column(sa.String(63), unique=True)
    mark = sa.Column(sa.Integer)
    owner = sa.Column(sa.String(36))
