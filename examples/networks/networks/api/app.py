"""The routes."""

import random

from flask import Flask, g, request
from sqlalchemy import exc as sa_exc

from networks import constants, exceptions, identifiers
from networks.api import faults
from networks.db import api as db_api
from networks.objects import network

app = Flask(__name__)


@app.get("/networks")
def listing():
    return {"networks": [list(r) for r in db_api.listing(request.args["sort"])]}


@app.get("/networks/search")
def search():
    return {"networks": [list(r) for r in db_api.search(request.args["name"])]}


@app.get("/networks/first")
def first():
    objects = network.Network.get_objects(g.context)
    wanted = request.args["name"]
    found = [one for one in objects if one.name == wanted][0]
    return {"id": found.id}


@app.get("/networks/first-or-none")
def first_or_none():
    objects = network.Network.get_objects(g.context)
    wanted = request.args["name"]
    found = next((one for one in objects if one.name == wanted), None)
    return {"id": found.id if found else None}


@app.post("/networks")
def create():
    made = network.Network(g.context, name=request.form["name"], mark=request.form["mark"])
    try:
        made.create()
    except sa_exc.SQLAlchemyError as error:
        return {"error": str(error)}, 500
    return {"id": made.id}


@app.post("/networks/safe")
def create_safely():
    made = network.Network(g.context, name=request.form["name"], mark=request.form["mark"])
    try:
        made.create()
    except exceptions.DuplicateEntry as error:
        return faults.answer(error)
    return {"id": made.id}


@app.put("/networks/<name>")
def update(name):
    row = db_api.get_objects(g.context, network.Network.db_model, name=name)[0]
    for key, value in request.get_json().items():
        setattr(row, key, value)
    return {"id": row.id}


@app.put("/networks/<name>/safe")
def update_safely(name):
    row = db_api.get_objects(g.context, network.Network.db_model, name=name)[0]
    for key, value in request.get_json().items():
        if key in constants.UPDATABLE:
            setattr(row, key, value)
    return {"id": row.id}


@app.post("/marks")
def mark():
    return {"mark": random.choice(constants.VALID_MARKS)}


@app.post("/join")
def join():
    return {"token": identifiers.join_token(), "session": identifiers.session_id()}
