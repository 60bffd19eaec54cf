"""The outer limits of the house style, read off the source; what they are stands in style.md.

Each rule takes a `Module` and yields its complaints, a sentence each. None of them judges taste.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FRONT_ROOMS = {
    *("web", "counter", "displays", "fieldwork", "backoffice"),
    *("api", "accounts", "live", "jobs", "ops"),
}
DOCUMENTED_ROOMS = {"domain", "actions", "records", "adapters"}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "common", "manager", "service", "helpers", "data"}
FUNCTION_LINES, FILE_LINES, VIEW_LINES = 40, 400, 25
TEMPLATE_LINES, SCRIPT_LINES = 60, 80
WRITING_QUERIES = {
    *("create", "acreate", "update", "aupdate", "delete", "adelete"),
    *("bulk_create", "bulk_update", "get_or_create", "update_or_create"),
}
WRITING_METHODS = {"save", "asave", "delete", "adelete"}
NOT_RECORDS = {"form", "formset", "default_storage", "session", "cache"}
CLOCK_READERS = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "timezone.now", "timezone.localdate"),
}
CLOCK_KEEPER = "records/clock.py"


@dataclass(frozen=True)
class Module:
    """One Python file of the package; `path` counts from the package, as in `web/views.py`."""

    path: Path
    source: str

    @property
    def room(self) -> str:
        return self.path.parts[0] if len(self.path.parts) > 1 else ""

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)


def complaints(package: Path) -> list[str]:
    """Return every complaint about the package, empty when the house is tidy."""
    said = [
        f"{module.path}: {complaint}"
        for module in modules(package)
        for rule in RULES
        for complaint in rule(module)
    ]
    return said + list(long_texts(package))


def modules(package: Path) -> Iterator[Module]:
    """Yield every module but migrations, which Django writes."""
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        if "migrations" not in inside.parts:
            yield Module(inside, path.read_text(encoding="utf-8"))


def long_texts(package: Path) -> Iterator[str]:
    """Templates and scripts stay short enough to read at a glance."""
    for ending, most in (("html", TEMPLATE_LINES), ("js", SCRIPT_LINES)):
        for path in sorted(package.rglob(f"*.{ending}")):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > most and "vendor" not in path.parts:
                yield f"{path.relative_to(package)}: {lines} lines, at most {most}"


def long_files(module: Module) -> Iterator[str]:
    lines = len(module.source.splitlines())
    if lines > FILE_LINES:
        yield f"{lines} lines, at most {FILE_LINES}"


def long_functions(module: Module) -> Iterator[str]:
    is_views = module.room in FRONT_ROOMS and "views" in module.path.as_posix()
    most = VIEW_LINES if is_views else FUNCTION_LINES
    for function in _functions(module):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > most:
            yield f"{function.name} has {lines} lines, at most {most}"


def names_that_say_nothing(module: Module) -> Iterator[str]:
    for name in {part.removesuffix(".py") for part in module.path.parts} & NAMES_THAT_SAY_NOTHING:
        yield f"the name {name} says nothing"


def silent_modules(module: Module) -> Iterator[str]:
    if not ast.get_docstring(module.tree):
        yield "does not open with a sentence"


def silent_functions(module: Module) -> Iterator[str]:
    if module.room not in DOCUMENTED_ROOMS:
        return
    for node in module.tree.body:
        public = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_"
        if public and not ast.get_docstring(node):
            yield f"{node.name} has no docstring"


def front_rooms_that_write(module: Module) -> Iterator[str]:
    if module.room not in FRONT_ROOMS:
        return
    for call in _calls(module):
        chain = _chain(call.func)
        wrote_query = "objects" in chain[:-1] and chain[-1] in WRITING_QUERIES
        wrote_record = chain[-1] in WRITING_METHODS and len(chain) > 1
        if wrote_query or (wrote_record and chain[-2] not in NOT_RECORDS | {"super"}):
            yield f"line {call.lineno}: a front room writes only through actions"


def clocks_and_dice_in_the_domain(module: Module) -> Iterator[str]:
    if module.room != "domain":
        return
    for call in _calls(module):
        words = _chain(call.func)
        if ".".join(words[-2:]) in CLOCK_READERS or words[0] in {"random", "secrets"}:
            yield f"line {call.lineno}: the domain knows no clock and no chance"


def strangers_in_the_domain(module: Module) -> Iterator[str]:
    if module.room != "domain":
        return
    for name, line in _imports(module):
        ours = f"{name}.".startswith("antrean.domain.")
        if not ours and name.split(".")[0] not in sys.stdlib_module_names:
            yield f"line {line}: the domain needs nothing but Python, not {name}"


def second_clocks(module: Module) -> Iterator[str]:
    if module.path.as_posix() == CLOCK_KEEPER or module.room == "domain":
        return
    for call in _calls(module):
        if ".".join(_chain(call.func)[-2:]) in CLOCK_READERS:
            yield f"line {call.lineno}: only {CLOCK_KEEPER} asks what time it is"


def hidden_orders(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and node.name == "Meta":
            targets = {ast.unparse(target) for part in node.body for target in _targets(part)}
            if "ordering" in targets:
                yield f"line {node.lineno}: order is asked for where it matters, not in Meta"


def hidden_saves(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and module.path.parts[:2] == ("records", "models"):
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name in WRITING_METHODS:
                    yield f"line {part.lineno}: {node.name} may not change what {part.name} means"


def signals(module: Module) -> Iterator[str]:
    for name, line in _imports(module):
        if re.search(r"\bdjango\.(db\.models\.signals|dispatch|core\.signals)\b", name):
            yield f"line {line}: deeds follow from actions, never from signals"


RULES = (
    long_files,
    long_functions,
    names_that_say_nothing,
    silent_modules,
    silent_functions,
    front_rooms_that_write,
    clocks_and_dice_in_the_domain,
    strangers_in_the_domain,
    second_clocks,
    hidden_orders,
    hidden_saves,
    signals,
)


def _functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _calls(module: Module) -> Iterator[ast.Call]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node


def _imports(module: Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            yield from ((f"{origin}.{name.name}", node.lineno) for name in node.names)


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    return [statement.target] if isinstance(statement, ast.AnnAssign) else []


def _chain(expression: ast.expr) -> list[str]:
    """Return `["Seat", "objects", "filter", "update"]` for `Seat.objects.filter(…).update`."""
    words: list[str] = []
    while True:
        if isinstance(expression, ast.Call | ast.Subscript):
            expression = expression.func if isinstance(expression, ast.Call) else expression.value
        elif isinstance(expression, ast.Attribute):
            words.append(expression.attr)
            expression = expression.value
        else:
            words.append(expression.id if isinstance(expression, ast.Name) else "")
            return words[::-1]
