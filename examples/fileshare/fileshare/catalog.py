COLUMNS = ("name", "size", "changed")


def listing(database, order):
    """Lists the files by one of the columns."""
    if order not in COLUMNS:
        raise ValueError("no such column")
    query = "SELECT name, size FROM files ORDER BY " + order
    return database.execute(query).fetchall()
