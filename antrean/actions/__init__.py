"""The deeds: one verb per file, one transaction each."""
