"""The verifier as one file: the modules of `antrean/verifier`, end to end, with one head.

Whoever verifies a draw gets a single file that can be read from top to bottom and needs no
installing. Copying it together by hand would let it fall behind its modules.
"""

import ast
import symtable
from collections import Counter
from pathlib import Path

import antrean

ROOT = Path(antrean.__file__).parent
FILE = ROOT.parent / "docs" / "verify.py"
MODULES = (
    *("verifier/words.py", "verifier/report.py", "verifier/folder.py", "verifier/moments.py"),
    *("domain/draw/ed25519.py", "verifier/opening.py", "verifier/chance.py"),
    *("verifier/ending.py", "verifier/own.py", "verifier/command.py"),
)
HEAD = '''\
"""Memeriksa satu undian antrean dari berkas umumnya. Perlu Python 3.9 atau lebih baru, lain tidak.

    python3 verify.py BERKAS [--receipt tanda-terima.json] [--key KUNCI] [--copy SALINAN]

Verifies one draw from its public files; add --english. Exits 1 when something is wrong, 2 when
something cannot be read. Written by `bin/antrean manage write_verifier` from antrean/verifier.
"""

from __future__ import annotations
'''


class TwoOfOneName(Exception):
    """Two modules define the same name: in one file the later would hide the earlier."""


def one_file() -> str:
    """Return the text of the one file; raises `TwoOfOneName`."""
    sources = [(ROOT / name).read_text(encoding="utf-8") for name in MODULES]
    defined = Counter(name for source in sources for name in _names(source))
    if twice := [name for name, count in defined.items() if count > 1]:
        raise TwoOfOneName(*twice)
    parts = [HEAD, _imports([ast.parse(source) for source in sources])]
    return "\n".join(parts) + "\n".join(map(_section, sources))


def _names(source: str) -> list[str]:
    """Return what a module defines at its top."""
    table = symtable.symtable(source, "", "exec")
    return [
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() and not symbol.is_imported()
    ]


def _imports(trees: list[ast.Module]) -> str:
    """Return the imports of Python's own modules, each once, in the usual order."""
    whole: set[str] = set()
    parts: dict[str, set[str]] = {}
    for node in (node for tree in trees for node in tree.body):
        if isinstance(node, ast.Import):
            whole |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts.setdefault(node.module, set()).update(name.name for name in node.names)
    lines = [f"import {name}" for name in sorted(whole)]
    lines += [
        f"from {module} import {', '.join(sorted(names))}"
        for module, names in sorted(parts.items())
        if module != "__future__" and not module.startswith("antrean.")
    ]
    return "\n".join(lines) + "\n"


def _section(source: str) -> str:
    """Return a module without its imports, its opening words as a comment."""
    tree = ast.parse(source)
    head = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    after = max((node.end_lineno or 0 for node in [tree.body[0], *head]), default=0)
    words = (ast.get_docstring(tree) or "").splitlines()
    comment = "\n".join(f"# {line}".rstrip() for line in words)
    body = "\n".join(source.splitlines()[after:]).strip("\n")
    return f"\n# {'-' * 97}\n{comment}\n\n\n{body}\n"
