"""How long nobody waits: the published bound of every class."""
CLASSES = ("priority", "punctual", "late", "open")
BOUNDS = {"priority": 30, "punctual": 60, "late": 90, "open": 180}
