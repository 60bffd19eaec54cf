"""Benches: what this house carries, beside the database alone, in rounds that alternate."""

BENCHES = ("intake", "boards", "pages", "growth", "draw")
"""Each is a module of this package with `add_arguments(parser)` and `run(**options)`."""
