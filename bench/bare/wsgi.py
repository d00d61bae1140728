"""The first yardstick: a bare WSGI function that answers with stored bytes."""

import gzip

from bench.bare.stored import CONTENT_TYPE, load

_answers = load()
_compressed = {target: gzip.compress(body, compresslevel=6) for target, body in _answers.items()}


def application(environ, start_response):
    is_compressed = "HTTP_ACCEPT_ENCODING" in environ
    body = (_compressed if is_compressed else _answers)[environ["RAW_URI"]]
    headers = [("Content-Type", CONTENT_TYPE), ("Content-Length", str(len(body)))]
    start_response("200 OK", [*headers, ("Content-Encoding", "gzip")] if is_compressed else headers)
    return [body]
