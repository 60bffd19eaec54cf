"""When a helped person cannot come to this office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from antrean.actions import apply
from antrean.counter import desk as desks
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.counter.wish_form import WishForm
from antrean.domain.wishes import from_json
from antrean.records import access
from antrean.records.working_week import working_week


@at_office(*HELPERS)
def times(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """Ask for the days and hours that are not possible; the system finds the time."""
    application = access.helped_application(ref, office=desk.office)
    if application.state != "draft":
        return redirect(desk.url("helped", ref=ref))
    form = WishForm(
        request.POST if request.method == "POST" else None,
        possible=working_week([desk.office], day=desk.today),
        wishes=from_json(application.wishes),
    )
    if form.is_valid():
        apply.wish(application, wishes=form.wishes(desk.office.code))
        return redirect(desk.url("helped", ref=ref))
    back_url = desk.url("purpose", ref=ref)
    status = 422 if form.errors else 200
    return desks.page(request, desk, "times.html", status=status, form=form, back_url=back_url)
