"""What one can ask of the launcher, a line each; needs nothing but Python itself."""

VERBS = {
    "demo": "try it: example data, the site and its mail on one address of this machine",
    "tour": "watch forty made-up applicants go the whole way, then check every promise",
    "test": "run everything that guards this house: the checks, then all tests",
    "check": "only the checks: format, lint, types, rooms, translations, migrations",
    "promises": "verify what we promise against the database as it is now",
    "simulate": "live through made-up days of an office: waits, and how honest the estimate is",
    "bench": "measure what this carries: intake, boards, pages, growth, draw (bench NAME)",
    "storm": "kill live processes under a million submissions: nothing lost, nothing twice",
    "serve": "the site alone (more words go to the web server)",
    "live": "the live door alone: submitting and event streams",
    "work": "the worker alone: notices and the timetable",
    "manage": "Django's own commands (`manage help` lists them)",
}


def help_text() -> str:
    """Return the friendly page shown for no verb or an unknown one."""
    lines = [f"  {verb:<10}{sentence}" for verb, sentence in VERBS.items()]
    return "\n".join(
        [
            "Antrean gives people a time instead of making them grab one.",
            "",
            "Usage: bin/antrean VERB [more words]",
            "",
            *lines,
            "",
            "The database is DATABASE_URL, or, when unset, one that comes and goes by itself.",
            "New here? Start with: bin/antrean demo",
        ]
    )
