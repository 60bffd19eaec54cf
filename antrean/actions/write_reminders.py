"""Write reminders: whatever fell due since the last look goes into the outbox, once each.

A reminder is late where no worker ran. It is still written as long as it says something that the
next one does not say better: three days before, until the one of the day before is due; the day
before, until two hours before the arrival; two hours before, until the arrival.
"""

from datetime import datetime, timedelta

from django.db import transaction

from antrean.records import reminders

DAYS_MOST = 50

SETTLED = timedelta(minutes=1)
"""How long after it fell due a reminder is written: a place that was being given in the minute
before stands by then, so that nobody slips through between two looks."""


@transaction.atomic(durable=True)
def write_reminders(*, now: datetime, limit: int = DAYS_MOST) -> int:
    """Write the reminders of up to `limit` days of offices that are due; return how many days.

    Call again while it returns `limit`. Live places of accounts with an e-mail address are
    reminded. A reminder and the note that it is written are stored together or not at all; of two
    workers that look at the same day at once one writes, by the constraint `notice_once`.
    """
    until = now - SETTLED
    days = reminders.due_days(until=until, limit=limit)
    if not days:
        return 0
    reminders.write(days, until=until, now=now)
    return reminders.move_on(days, until=until)
