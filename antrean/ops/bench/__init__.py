"""Benches: what this house carries, beside the database alone, in rounds that alternate."""

BENCHES = ("intake", "boards", "pages", "growth")
"""Each is a module of this package with `add_arguments(parser)` and `run(**options)`."""
