"""The routes of the service."""

import sqlite3

from flask import Flask, abort, request

from fileshare import catalog, links, preview, storage

app = Flask(__name__)
database = sqlite3.connect("/srv/catalog.db", check_same_thread=False)


@app.get("/download")
def download():
    """Sends a file of the shared folder."""
    name = request.args["name"]
    return storage.read(name)


@app.get("/list")
def listing():
    order = request.args.get("order", "name")
    return {"files": catalog.listing(database, order)}


@app.get("/s/<token>")
def shared(token):
    return storage.read(links.target(token))


@app.post("/preview")
def make_preview():
    return preview.render(request.form["title"])


@app.post("/share")
def share():
    if not storage.exists(request.form["name"]):
        abort(404)
    return links.share(request.form["name"])
