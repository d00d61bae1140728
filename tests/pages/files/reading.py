"""A file as it is sent, read whole."""

import csv
import io
import json

from groups.exchange.spreadsheet.own import HEADINGS


def body(response) -> bytes:
    """What it holds, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(client, address="/meetings.json", **asked):
    """The rows of a JSON file, by their slugs."""
    response = client.get(address, asked)
    assert response.status_code == 200
    return {row["slug"]: row for row in json.loads(body(response))}


def lines(client, **asked):
    """The rows of the spreadsheet by their slugs, the cells by their headings as they stand in it."""
    text = body(client.get("/meetings.csv", asked)).decode("utf-8-sig")
    return {row["Slug"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def sheet(rows) -> bytes:
    """Such rows, edited, as a spreadsheet again."""
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(HEADINGS.values()))
    writer.writeheader()
    writer.writerows(rows.values())
    return made.getvalue().encode()
