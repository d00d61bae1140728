"""Asks the site what its own description of it allows, and says where an answer is not as described."""

import copy
from contextlib import contextmanager

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

HOST = "http://127.0.0.1:8000"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def closed(description):
    """The same where an object holds nothing but what is described: so that no field is sent and forgotten."""
    found = copy.deepcopy(description)
    for schema in found["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return found


def operations(description):
    """What can be asked, by its path."""
    schema = schemathesis.openapi.from_dict(description)
    schema.app = unpacked(WSGIHandler())
    return {one.path: one for one in (result.ok() for result in schema.get_all_operations())}


def faults(description, *, examples, of=None):
    """The paths whose answers to generated questions are not as described, with the reason. The same in every run."""
    found = {}
    for path, operation in operations(description).items():
        if of is None or path in of:
            try:
                with within_the_test():
                    _ask(operation, examples)
            except (Failure, FailureGroup) as error:
                found[path] = _reasons(error)
    return found


def fault(operation, **asked):
    """Why the answer to this one question is not as described; empty where it is."""
    try:
        with within_the_test():
            operation.Case(**asked).call_and_validate(base_url=HOST, checks=CHECKS)
    except (Failure, FailureGroup) as error:
        return _reasons(error)
    return ""


@contextmanager
def within_the_test():
    """A connection with an open transaction counts as spoilt at the end of a request, and would be closed."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def unpacked(application):
    """Not packed on the way, which the one who asks says it can read, and cannot."""

    def answer(environ, start_response):
        return application({**environ, "HTTP_ACCEPT_ENCODING": "identity"}, start_response)

    return answer


def _ask(operation, examples):
    @seed(20261123)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def conforms(case):
        case.call_and_validate(base_url=HOST, checks=CHECKS)

    conforms()


def _reasons(error):
    failures = getattr(error, "exceptions", [error])
    return "; ".join(f"{one.title}: {one.message}" for one in failures)
