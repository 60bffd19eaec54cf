"""Capacity, closures, staff and reports, for heads of offices."""
