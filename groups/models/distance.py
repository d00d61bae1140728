"""How far a derived row is from a point, in SQL: text of its own, for a tree of expressions costs more than the sum.

The text is made of numbers alone and takes no parameters. Squares of chords (`groups.rules.geo.chord_squared`) are
compared where that is enough: no angle is worked out but for rows that are shown.
"""

from django.db.models import BooleanField, Expression, F, FloatField

from groups.rules.geo import EARTH_RADIUS_KM, Point, box_around, chord_squared, vector_of


class _FromPoint(Expression):
    """An expression over the point of a derived row; NULL where it has none."""

    def __init__(self, point: Point, to_row: str, output_field):
        super().__init__(output_field=output_field)
        self.point = point
        self._lat = F(f"{to_row}lat")  # one column tells which table it is; the others stand beside it

    def get_source_expressions(self):
        return [self._lat]

    def set_source_expressions(self, expressions):
        [self._lat] = expressions

    def as_sql(self, compiler, connection):
        table, _dot, _lat = compiler.compile(self._lat)[0].rpartition(".")
        quote = connection.ops.quote_name
        return f"({self._text(lambda name: f'{table}.{quote(name)}')})", []

    def _chord(self, column) -> str:
        parts = ((column(name), f"({value!r})") for name, value in vector_of(self.point)._asdict().items())
        return "(" + " + ".join(f"({one} - {other}) * ({one} - {other})" for one, other in parts) + ")"


class Kilometres(_FromPoint):
    """The great-circle distance in kilometres."""

    def __init__(self, point: Point, to_row: str):
        super().__init__(point, to_row, FloatField())

    def _text(self, column) -> str:
        # By two arguments, for a rounding error must not take an arc sine beyond 1.
        chord = self._chord(column)
        across = f"SQRT(CASE WHEN {chord} < 4 THEN 1 - {chord} / 4 ELSE 0 END)"
        return f"{2 * EARTH_RADIUS_KM!r} * ATAN2(SQRT({chord}) / 2, {across})"


class Within(_FromPoint):
    """Whether it is no farther than `km`, and farther than `beyond`. First by a box, which an index can answer."""

    def __init__(self, point: Point, km: float, to_row: str, *, beyond: float | None = None):
        super().__init__(point, to_row, BooleanField())
        self.km, self.beyond = km, beyond

    def _text(self, column) -> str:
        box, chord = box_around(self.point, self.km), self._chord(column)
        lng = " OR ".join(f"{column('lng')} BETWEEN {west!r} AND {east!r}" for west, east in box.ranges)
        tests = [
            f"{column('lat')} BETWEEN {box.south!r} AND {box.north!r}",
            f"({lng})",
            f"{chord} <= {chord_squared(self.km)!r}",
        ]
        if self.beyond is not None:
            tests.append(f"{chord} > {chord_squared(self.beyond)!r}")
        return " AND ".join(tests)
