"""`pk__among=keys`: the same as `pk__in`, for a thousand numbers at once. They are sent as one value.

Django prepares each number of an `in` by itself, which for the batches of a file takes as long as reading the rows.
"""

import json

from django.db import models
from django.db.models.lookups import Lookup


@models.BigAutoField.register_lookup
class Among(Lookup):
    """Of whole numbers alone."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        """A list as JSON, taken apart by the database."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(list(self.rhs))]

    def as_sql(self, compiler, connection):
        """A list as PostgreSQL has them."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, list(self.rhs)]
