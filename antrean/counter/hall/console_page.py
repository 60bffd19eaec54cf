"""The page of a counter: whom it serves, who comes next, and one form for each key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from antrean.counter import desk as desks
from antrean.counter.hall import console_checklist, console_scene, console_transfers
from antrean.counter.hall import console_words as words
from antrean.counter.hall.console_checklist import Ticked
from antrean.counter.hall.console_entry import enter
from antrean.counter.hall.console_gate import Console, Place, at_counter, at_work
from antrean.counter.hall.console_keys import keys_of
from antrean.counter.hall.console_scene import Scene
from antrean.counter.words import language
from antrean.domain.hall.stages import STAGES
from antrean.records.hall import counters
from antrean.records.hall.line import stages_of
from antrean.records.hall.shifts import report_of
from antrean.records.models import Call


@at_counter
def console(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the counter to whoever works there; to others, how to begin. A POST opens it."""
    shift = counters.shift_at(place.counter, by=place.desk.by)
    if shift is None:
        return enter(request, place)
    if request.method == "POST":
        return redirect(place.url())
    return draw(request, Console(place.desk, place.counter, shift))


@require_safe
@at_work
def line(request: HttpRequest, console: Console) -> HttpResponse:
    """Return the list of who comes next; where the page itself is out of date, have it reloaded."""
    scene = console_scene.scene_at(console)
    shown = _line(console, scene)
    answer = render(request, "counter/hall/console_line.html", shown)
    if request.GET.get("keadaan", scene.token) != scene.token:
        answer.headers["HX-Refresh"] = "true"
    return answer


def draw(
    request: HttpRequest,
    console: Console,
    *,
    status: int = 200,
    ticked: Ticked | None = None,
    **context: object,
) -> HttpResponse:
    """Draw the counter as it is now; `context` may carry an identity to compare with a card."""
    scene = console_scene.scene_at(console)
    return desks.page(
        request,
        console.desk,
        "hall/console.html",
        status=status,
        console=console,
        scene=scene,
        current=console_scene.current(console, scene.call) if scene.call else None,
        stages=console_transfers.choices(console, scene.call) if scene.call else [],
        last=console_scene.last(console, scene),
        rest=words.RESTS[scene.rest.reason] if scene.rest else "",
        work=_work(console),
        report=None if scene.call else report_of(console.shift, now=console.desk.now),
        keys=keys_of(request),
        mark=words.stopwatch_mark(),
        hall_text=scene.day.text_id if language().startswith("id") else scene.day.text_en,
        reasons=list(words.RESTS.items()),
        **_addresses(console, scene),
        **_papers(scene.call, ticked),
        **_line(console, scene),
        **context,
    )


def _line(console: Console, scene: Scene) -> dict[str, object]:
    url = f"{console.url('console_line')}?keadaan={scene.token}"
    desk = console.desk
    return {
        "rows": console_scene.next_rows(console),
        "waiting": console_scene.waiting_count(console),
        "line_url": url,
        "stream_url": f"/live/arus/{desk.office.code}",
        "console_url": console.url(),
        "now_words": words.brief_clock(desk.now, desk.office),
    }


def _work(console: Console) -> list[object]:
    """Return the names of the stages done here; none where that is every stage there is."""
    stages = stages_of(console.shift)
    return [] if set(stages) == set(STAGES) else [words.STAGES[stage] for stage in stages]


def _addresses(console: Console, scene: Scene) -> dict[str, str]:
    """Return where each key that is not about a call leads."""
    names = ("next", "undo", "pause", "resume", "close", "exception", "summary", "keys")
    found = {f"{name}_url": console.url(f"console_{name}") for name in names}
    if scene.call is not None:
        found["papers_url"] = console.url("console_papers", call=scene.call.pk)
    return found


def _papers(call: Call | None, ticked: Ticked | None) -> dict[str, object]:
    """Return the list of papers while somebody is served at the first stage."""
    if call is None or call.started_at is None or call.stage != "documents":
        return {}
    checked = counters.paper_check_of(call.visit)
    if checked is not None and not checked.missing and checked.at >= call.at:
        return {"papers_complete": checked}
    lines = ticked.lines if ticked else console_checklist.lines_for(call.visit)
    return {"papers": lines, "papers_problem": ticked.problem if ticked else "", "asks": True}
