"""Antrean gives people a time at a public office instead of making them grab one."""
