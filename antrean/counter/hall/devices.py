"""Kiosks and screens: this very browser becomes one, and staff can take any of them down."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.actions.hall.devices import NameTaken, put_up, take_down
from antrean.adapters.printer import PrinterTrouble, read_address
from antrean.counter import desk as desks
from antrean.counter.desk import LEADERS, Desk, at_office
from antrean.records import access
from antrean.records.hall.overview import devices_at
from antrean.ui.devices import make_device


class DeviceForm(forms.Form):
    """What this browser shall be, its name, and a kiosk's printer if it has one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Perangkat ini menjadi"),
        choices=[("kiosk", gettext_lazy("Kios")), ("display", gettext_lazy("Layar antrean"))],
        widget=forms.RadioSelect,
        initial="kiosk",
    )
    name = forms.CharField(
        label=gettext_lazy("Nama"),
        help_text=gettext_lazy("Misalnya Kios 1 atau Layar timur."),
        max_length=40,
    )
    printer = forms.CharField(
        label=gettext_lazy("Alamat pencetak"),
        help_text=gettext_lazy("Hanya untuk kios, misalnya tcp://10.0.0.7:9100. Boleh kosong."),
        max_length=200,
        required=False,
    )

    def clean_printer(self) -> str:
        address: str = self.cleaned_data["printer"].strip()
        if address:
            try:
                read_address(address)
            except PrinterTrouble as problem:
                raise forms.ValidationError(
                    _("Alamat tidak dikenal. Tulis tcp://alamat:9100 atau file:///dev/usb/lp0.")
                ) from problem
        return address


@at_office(*LEADERS)
def devices(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the devices; make this browser one of them, and sign the staff out of it."""
    form = DeviceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _device, key = put_up(office=desk.office, **form.cleaned_data, by=desk.by, now=desk.now)
        except NameTaken:
            form.add_error("name", _("Nama ini sudah dipakai. Pilih nama lain."))
        else:
            return _become(request, desk, kind=form.cleaned_data["kind"], key=key)
    status = 422 if form.is_bound else 200
    found = devices_at(desk.office)
    return desks.page(request, desk, "hall/devices.html", form=form, devices=found, status=status)


@at_office(*LEADERS)
def taking_down(request: HttpRequest, desk: Desk, device: int) -> HttpResponse:
    """Let a device work no longer."""
    found = access.device_at(device, office=desk.office)
    if request.method == "POST":
        take_down(found, by=desk.by, now=desk.now)
        messages.success(request, _("Perangkat %(name)s dilepas.") % {"name": found.name})
    return redirect(desk.url("devices"))


def _become(request: HttpRequest, desk: Desk, *, kind: str, key: str) -> HttpResponse:
    start = reverse("kiosk:start")
    if kind == "display":
        start = reverse("displays:hall", args=[desk.office.code])
    logout(request)
    answer = redirect(start)
    make_device(answer, key=key, secure=settings.PRODUCTION)
    return answer
