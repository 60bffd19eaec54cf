"""Tables and figures of a simulation, for people and for machines."""

from collections.abc import Callable, Mapping, Sequence

from rich.table import Table

from antrean.domain.hall.simulation import Answer, Held
from antrean.domain.hall.synthetic_day import OfficeDay

ROWS: tuple[tuple[str, Callable[[Answer], str]], ...] = (
    ("ranges that held (aim 0.80)", lambda answer: f"{answer.coverage_80:.3f}"),
    ("error of the likely minute", lambda answer: f"{answer.mae_minutes:.2f} min"),
    ("called at once, and told so", lambda answer: f"{answer.certain_share:.0%}"),
    ("told right, everybody counted", lambda answer: f"{answer.told_right:.3f}"),
    ("error, everybody counted", lambda answer: f"{answer.mae_of_all:.2f} min"),
    ("wait, median", lambda answer: f"{answer.wait_p50:.1f} min"),
    ("wait, nine of ten", lambda answer: f"{answer.wait_p90:.1f} min"),
    ("served a day", lambda answer: f"{answer.served_per_day:.1f}"),
    ("called within 30 minutes", lambda answer: f"{answer.in_time_per_day:.1f}"),
    ("walk-ins turned away a day", lambda answer: f"{answer.turned_away_per_day:.1f}"),
    ("counters busy", lambda answer: f"{answer.utilisation:.1%}"),
    ("after closing", lambda answer: f"{answer.overtime_minutes:.0f} min"),
    ("waits beyond their bound", lambda answer: str(answer.broken_bounds)),
)


def plan_in_words(week: Sequence[OfficeDay], *, office: str, days: int, seed: int) -> str:
    """Return a sentence about what is simulated."""
    plan = week[0]
    seats = "-".join(sorted({str(sum(seats for _, seats in each.seats)) for each in week}, key=int))
    return (
        f"{office}: {days} made-up days (seed {seed}), {plan.counters} counters, "
        f"{plan.minutes_each:g} minutes each, {seats} seats by appointment."
    )


def tables(answers: Mapping[str, Answer]) -> list[Table]:
    """Return the figures side by side, then the waits and the ranges of each."""
    side_by_side = Table(title="What came of it", title_justify="left")
    side_by_side.add_column("", no_wrap=True)
    for name in answers:
        side_by_side.add_column(name, justify="right")
    for label, shown in ROWS:
        side_by_side.add_row(label, *(shown(answer) for answer in answers.values()))
    first, answer = next(iter(answers.items()))
    return [
        side_by_side,
        _waits(first, answer),
        _held("Ranges that held, by people ahead", answer.held_by_ahead),
        _held("Ranges that held, by hour of arrival", answer.held_by_hour),
    ]


def figures(answer: Answer) -> dict[str, float]:
    """Return the figures of an answer for a machine, rounded."""
    return {
        "coverage_80": round(answer.coverage_80, 4),
        "mae_minutes": round(answer.mae_minutes, 3),
        "wait_p50": round(answer.wait_p50, 2),
        "wait_p90": round(answer.wait_p90, 2),
        "served_per_day": round(answer.served_per_day, 2),
        "utilisation": round(answer.utilisation, 4),
        "broken_bounds": answer.broken_bounds,
        "certain_share": round(answer.certain_share, 4),
        "told_right": round(answer.told_right, 4),
        "mae_of_all": round(answer.mae_of_all, 3),
        "in_time_per_day": round(answer.in_time_per_day, 2),
    }


def _waits(name: str, answer: Answer) -> Table:
    table = Table(title=f"Minutes waited, {name}", title_justify="left")
    for heading in ("class", "people", "median", "19 of 20", "longest", "bound", "beyond"):
        table.add_column(heading, justify="left" if heading == "class" else "right")
    for kind, waits in answer.waits.items():
        minutes = (f"{each:.1f}" for each in (waits.p50, waits.p95, waits.longest))
        table.add_row(kind, str(waits.people), *minutes, str(waits.bound), str(waits.broken))
    return table


def _held(title: str, held: Mapping[str, Held]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in held:
        table.add_column(name, justify="right")
    table.add_row("share", *(f"{each.share:.2f}" for each in held.values()))
    table.add_row("ranges", *(str(each.ranges) for each in held.values()))
    return table
