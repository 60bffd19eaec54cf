"""The storm itself: clients press, processes die at moments nobody chose, and all of it is kept."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from antrean.ops.storm.clients import Clients, Kill, Leave
from antrean.ops.storm.cluster import Cluster
from antrean.ops.storm.history import History

LOOK_SECONDS = 0.05
DRAIN_SECONDS_MAX = 120.0
"""How long after the last person began everybody may wait for an answer."""

QUIET_SECONDS = 10
"""Elsewhere than on a terminal it is told so often how far the storm is."""

Moment = Callable[[Clients], Awaitable[object]]
"""Waits for the next moment at which something is killed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard it blows. `kill_database` kills the database's server and starts it again."""

    people: int
    connections: int
    twice: float  # the share of people who press at two processes at once
    seconds_max: float
    kill_at: Moment
    kill_database_at: Moment | None = None
    kill_database: Callable[[], None] | None = None


@dataclass(slots=True)
class Storm:
    """What happened: the clients' history, the kills, how long it took."""

    history: History = field(default_factory=dict)
    kills: list[Kill] = field(default_factory=list)
    database_kills: list[Kill] = field(default_factory=list)
    desk_kills: int = 0
    fell: int = 0  # processes that ended by themselves
    seconds: float = 0.0

    def first_success_ms(self) -> Sequence[float]:
        """How long after each kill the first whom it had cut off was answered elsewhere."""
        return [
            (kill.first_success_at - kill.at) * 1000
            for kill in self.kills
            if kill.first_success_at is not None
        ]


def back_ms(kills: Iterable[Kill]) -> Sequence[float]:
    """How long after each kill what was killed served again, where it did."""
    return [(kill.back_at - kill.at) * 1000 for kill in kills if kill.back_at is not None]


def every(seconds: float, *, chance: Random) -> Moment:
    """Return moments that come about so often, half as soon to half as late again."""

    async def moment(_: Clients) -> None:
        await asyncio.sleep(seconds * chance.uniform(0.5, 1.5))

    return moment


async def blow(
    cluster: Cluster, leaves: Iterator[Leave], plan: Plan, *, login: str, chance: Random
) -> Storm:
    """Let everybody press while processes are killed, until all have their answer."""
    clients = Clients(cluster.ports, leaves, login=login, twice=plan.twice, chance=chance)
    storm = Storm(history=clients.history)
    begun = clients.loop.time()
    async with asyncio.TaskGroup() as group:  # whatever breaks ends the storm
        beside = [
            group.create_task(_kill(cluster, clients, storm, moment=plan.kill_at, chance=chance)),
            group.create_task(_kill_database(clients, storm, plan)),
            group.create_task(_tell(clients, storm, people=plan.people)),
        ]
        await clients.press_all(
            connections=plan.connections,
            seconds_max=plan.seconds_max,
            drain_max=DRAIN_SECONDS_MAX,
        )
        storm.seconds, storm.fell = clients.loop.time() - begun, cluster.fell
        for task in beside:
            task.cancel()
    return storm


async def _kill(
    cluster: Cluster, clients: Clients, storm: Storm, *, moment: Moment, chance: Random
) -> None:
    """Kill one of those that serve, and the desk of another, whenever their moment comes.

    What falls by itself rises too.
    """
    while True:
        await moment(clients)
        while not (serving := clients.serving()):
            cluster.revive()
            await asyncio.sleep(LOOK_SECONDS)
        process = chance.choice(serving)
        kill = clients.last_kill[process] = Kill(process, at=clients.loop.time())
        cluster.kill(process)
        others = [other for other in serving if other != process]
        if others:
            storm.desk_kills += cluster.kill_desk(chance.choice(others))
        cluster.revive()
        storm.kills.append(kill)


async def _kill_database(clients: Clients, storm: Storm, plan: Plan) -> None:
    if plan.kill_database_at is None or plan.kill_database is None:
        return
    while True:
        await plan.kill_database_at(clients)
        kill = clients.database_kill = Kill(None, at=clients.loop.time())
        storm.database_kills.append(kill)
        await asyncio.to_thread(plan.kill_database)


async def _tell(clients: Clients, storm: Storm, *, people: int) -> None:
    """Show how far the storm is: a bar on a terminal, elsewhere a line now and then."""
    console = Console(stderr=True)
    columns = (
        TextColumn("storm"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}"),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as shown:
        task = shown.add_task("storm", total=people, said="")
        begun = clients.loop.time()
        for second in itertools.count(1):
            await asyncio.sleep(1)
            rate = clients.answers / (clients.loop.time() - begun)
            said = f"{clients.answers:,} answers, {len(storm.kills)} kills, {rate:,.0f} a second"
            shown.update(task, completed=len(clients.history), said=said)
            if not console.is_terminal and second % QUIET_SECONDS == 0:
                console.print(f"{len(clients.history):,} of {people:,} sent, {said}")
