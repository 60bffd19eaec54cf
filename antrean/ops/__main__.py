"""The second half of the launcher: give each verb its database and do it."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

from antrean.ops import postgres, translations
from antrean.ops.lodging import NotSafe, var
from antrean.ops.processes import alone, django, granian, site, stopping_kindly
from antrean.ops.verbs import VERBS, help_text

Words = list[str]
OWN_CLUSTER = {
    "tour": "tour",
    "bench": "bench",
    "storm": "storm",
    "test": "test",
    "check": "test",
}  # all others share "demo"
MOVES_THE_CLOCK = {"demo", "tour"}
INTERRUPTED = 130


def main(words: Words) -> int:
    """Do what the first word says with the rest, and return the exit code."""
    if not words or words[0] in {"help", "-h", "--help"}:
        print(help_text())
        return 0
    verb, more = words[0], words[1:]
    if verb not in VERBS:
        print(help_text(), file=sys.stderr)
        return 2
    translations.compile_catalogues()
    for folder in (var(), var() / "static"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antrean.site.settings")
    if verb in MOVES_THE_CLOCK:
        os.environ["ANTREAN_DEMO"] = "1"
    try:
        with stopping_kindly(), database(OWN_CLUSTER.get(verb, "demo")):
            return deed_of(verb)(more)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (postgres.DatabaseTrouble, NotSafe) as trouble:
        print(f"The embedded database did not start.\n{trouble}", file=sys.stderr)
        return 1


@contextlib.contextmanager
def database(name: str) -> Iterator[None]:
    """Have DATABASE_URL point at a database: the given one, or our own for a while."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with postgres.cluster(name) as server:
        os.environ["DATABASE_URL"] = server.url
        yield


def deed_of(verb: str) -> Callable[[Words], int]:
    """Return the function that does a verb; the heavy ones are only read when asked for."""
    if verb == "demo":
        from antrean.ops import demo

        return demo.run
    if verb in {"test", "check"}:
        from antrean.ops import checks, suite

        return suite.run if verb == "test" else checks.run
    return {"serve": serve, "live": live, "manage": manage}.get(verb, command_named(verb))


def command_named(verb: str) -> Callable[[Words], int]:
    """Return the deed of verbs that are simply one of our own Django commands."""
    return lambda more: alone(django(verb, *more))


def manage(more: Words) -> int:
    """Run any of Django's commands."""
    return alone(django(*more))


def serve(more: Words) -> int:
    """Run the site alone."""
    return alone(site(port=port(), more=more))


def live(more: Words) -> int:
    """Run the live door alone, one port above the site's."""
    return alone(granian("antrean.live.app:app", interface="asgi", port=port() + 1, more=more))


def port() -> int:
    """Return the port people reach us at, 8000 unless ANTREAN_PORT says otherwise."""
    return int(os.environ.get("ANTREAN_PORT", "8000"))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
