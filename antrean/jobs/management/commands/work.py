"""Work: send what is due and keep the timetable, until Ctrl-C."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from antrean.jobs import inbox
from antrean.jobs.worker import Worker
from antrean.records import clock


class Command(BaseCommand):
    """Run one worker; more may run beside it, on this machine or on others."""

    help = "Send notices by mail and keep the timetable until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--inbox",
            action="store_true",
            help="send to the demonstration's own inbox instead of a mail server",
        )
        parser.add_argument("--once", action="store_true", help="send what is due now, then end")

    def handle(self, *args: object, **options: bool) -> None:
        if not options["inbox"]:
            self.work(Worker(), once=options["once"])
            return
        with inbox.running() as address:
            self.work(Worker(address=address), once=options["once"])

    def work(self, worker: Worker, *, once: bool) -> None:
        if not once:
            worker.run()
            return
        started_at = clock.now()
        tally = worker.run_once()
        seconds = (clock.now() - started_at).total_seconds()
        said = ", ".join(f"{name} {count}" for name, count in sorted(tally.items()))
        self.stdout.write(f"{said or 'nothing was due'} ({seconds:.1f} s)")
