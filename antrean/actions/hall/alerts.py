"""Alerts: a kiosk or screen needs somebody, and somebody has seen to it."""

from datetime import datetime

from django.db import transaction

from antrean.records.models import Account, Device, HallAlert


@transaction.atomic(durable=True)
def raise_alert(*, device: Device, kind: str, now: datetime) -> HallAlert:
    """Tell the staff that a device has no paper, no sound, a fault, or somebody who asks for help.

    One alert of a kind stays open for a device, however often it is raised.
    """
    HallAlert.objects.bulk_create(
        [HallAlert(office=device.office, device=device, kind=kind, at=now)], ignore_conflicts=True
    )
    return HallAlert.objects.get(device=device, kind=kind, ended_at__isnull=True)


@transaction.atomic(durable=True)
def end_alert(alert: HallAlert, *, by: Account | None = None, now: datetime) -> None:
    """Note that it was seen to, by somebody or by itself; once."""
    HallAlert.objects.filter(pk=alert.pk, ended_at__isnull=True).update(ended_at=now, ended_by=by)


@transaction.atomic(durable=True)
def end_alerts_of(device: Device, *, kind: str, now: datetime) -> None:
    """Note that a device no longer needs anybody for this."""
    open_ones = HallAlert.objects.filter(device=device, kind=kind, ended_at__isnull=True)
    open_ones.update(ended_at=now)
