"""Put up a kiosk or a screen in an office, and take it down again."""

import hashlib
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Account, Device, Office


class NameTaken(Exception):
    """The office has a device of that name."""


@transaction.atomic(durable=True)
def put_up(
    *, office: Office, kind: str, name: str, printer: str = "", by: Account, now: datetime
) -> tuple[Device, str]:
    """Return the new device and its key, which is shown to the device once and stored nowhere.

    `kind` is "kiosk" or "display". Raises `NameTaken`.
    """
    key = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            device = Device.objects.create(
                office=office,
                kind=kind,
                name=name,
                printer=printer,
                key_hash=hashlib.sha256(key.encode()).digest(),
                by=by,
                at=now,
            )
    except IntegrityError as problem:
        raise NameTaken from problem
    ledger.write(
        [Deed(office.code, "device_put_up", f"device:{device.pk}", f"account:{by.pk}")], at=now
    )
    return device, key


@transaction.atomic(durable=True)
def take_down(device: Device, *, by: Account, now: datetime) -> None:
    """Let the device's key work no longer; once."""
    if Device.objects.filter(pk=device.pk, revoked_at__isnull=True).update(revoked_at=now):
        said = Deed(
            device.office.code, "device_taken_down", f"device:{device.pk}", f"account:{by.pk}"
        )
        ledger.write([said], at=now)
