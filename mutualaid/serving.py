"""Gunicorn's log and worker, made to hold our promises: no visitor in a log, our headers on every answer."""

import logging
import sys
from http.client import responses

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from mutualaid.logs import LAYOUT, Discreet, clean_path
from mutualaid.middleware import security_headers

STATUSES = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
    errors.ForbiddenProxyRequest: 403,
    errors.ConfigurationProblem: 500,
    errors.InvalidResponseHeader: 500,
    errors.InvalidResponseHeaderName: 500,
}


class Log(Logger):
    """All to stderr; an access line holds method, path, status and time, and can hold nothing else."""

    def setup(self, cfg):
        super().setup(cfg)
        _make_discreet(self.error_log, LAYOUT)
        _make_discreet(self.access_log, "%(asctime)s %(message)s")

    def atoms(self, resp, req, environ, request_time):
        path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
        return {
            "m": environ.get("REQUEST_METHOD", "-"),
            "U": clean_path(path),
            "s": str(resp.status).split(maxsplit=1)[0],
            "M": request_time.seconds * 1000 + request_time.microseconds // 1000,
        }


class Worker(ThreadWorker):
    """Answers what cannot be read as a request, or could not be answered, without repeating a word of it."""

    def handle_error(self, req, client, addr, exc):
        status = STATUSES.get(type(exc), 400 if isinstance(exc, errors.ParseException) else 500)
        if status == 500:
            self.log.exception("A request could not be answered")
        else:
            self.log.warning("A request could not be read: %s", status)
        words = responses[status]
        headers = {
            **security_headers(),
            "Content-Type": "text/plain",
            "Content-Length": len(words),
            "Connection": "close",
        }
        lines = [f"HTTP/1.1 {status} {words}", *(f"{name}: {value}" for name, value in headers.items()), "", words]
        try:
            util.write_nonblock(client, "\r\n".join(lines).encode("ascii"))
        except OSError:
            self.log.debug("The client had gone before it was told: %s", status)


def _make_discreet(logger: logging.Logger, layout: str) -> None:
    for handler in logger.handlers:
        if getattr(handler, "_gunicorn", False):  # its own mark for the handlers that it made
            handler.setFormatter(Discreet(layout))
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(sys.stderr)
