"""The tests. A package of its own name: a library of the test tools brings another folder called `tests`."""
