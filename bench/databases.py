"""Databases of a bench, each beside the one it was given: another file, or another database of the same server."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def beside(address: str, name: str) -> str:
    """The address of the database of this name; on PostgreSQL it is made where it is not there."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        folder = parts.path.rpartition("/")[0]
        return f"sqlite://{folder}/{name}.sqlite3"
    with psycopg.connect(address, autocommit=True) as connection:
        is_there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not is_there:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlunsplit(parts._replace(path=f"/{name}"))
