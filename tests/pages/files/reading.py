"""A file as it is sent, read whole."""

import json


def body(response) -> bytes:
    """What it holds, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(client, address="/meetings.json", **asked):
    """The rows of a JSON file, by their slugs."""
    response = client.get(address, asked)
    assert response.status_code == 200
    return {row["slug"]: row for row in json.loads(body(response))}
