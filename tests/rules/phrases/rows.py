"""All the tables of phrases in one."""

from itertools import chain

from tests.rules.phrases import days, names, needs, places, programmes, times, whole

ROWS = list(chain(*(table.ROWS for table in (days, times, places, needs, programmes, whole, names))))
