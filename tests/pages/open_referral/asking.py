"""Asks the API as a program does."""

BASE = "/api/open-referral-uk"


def get(client, path, **asked):
    """What an address answers, as plain values."""
    response = client.get(f"{BASE}{path}", asked)
    assert response.status_code == 200, response.content
    return response.json()


def names(client, path="/services", **asked):
    """The names of what a list holds."""
    return [one["name"] for one in get(client, path, **asked)["contents"]]


def the_service(client):
    """The one service there is, in full."""
    [one] = get(client, "/services")["contents"]
    return get(client, f"/services/{one['id']}")
