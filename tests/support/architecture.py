"""Reads the package as text and says where it breaks the rules of the house; imports nothing of it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MODULE_LINES = 300
FUNCTION_LINES = 40
MODULES = 300
FOLDER_MODULES = 30  # the names that a reader takes in at a glance
TEST_LINES = 500
TEST_FUNCTION_LINES = 60

# What each part of the package may import from the others.
ALLOWED = {
    "core": {"core"},
    "sources": {"core", "sources"},
    "edges": {"core", "edges"},  # of the edges, itself only: see _internal_imports
    "run": {"core"},
    "wiring": {"core", "sources", "edges", "run", "wiring"},
    "cli": {"core", "wiring", "run", "cli"},
    "__main__": {"cli"},
}
# The outside world: files, network, clock, randomness, logs, templates.
_WORLD = {
    "aiohttp", "asyncio", "glob", "http", "httpx", "jinja2", "logging", "os", "pathlib", "random", "requests",
    "secrets", "shutil", "socket", "ssl", "subprocess", "tempfile", "threading", "time", "urllib.request", "urllib3",
    "uuid", "yaml",
}  # fmt: skip
FORBIDDEN = {"core": _WORLD, "sources": _WORLD}
# Libraries that one place alone knows, so that changing them touches nothing else.
ALONE = (
    "aiohttp", "apprise", "docxtpl", "feedparser", "icalendar", "oxipng", "playwright", "protego", "rfc3161_client", "typst",
)  # fmt: skip
# Libraries that belong to the edges.
EDGES_ONLY = ("jinja2", "mkdocs", "yaml")
PRINTERS = {"cli", "__main__"}
# What lets a test prove nothing, or prove it of something else than the product.
_EVASIONS = {"importorskip", "mock", "monkeypatch", "skip", "skipif", "xfail"}
# Words that say nothing anywhere in a name; and words that say nothing when they are all of it.
VAGUE = {"util", "utils", "helper", "helpers", "manager", "handler", "service"}
VAGUE_ALONE = VAGUE | {"process", "data", "info"}


@dataclass(frozen=True)
class Module:
    """One module of the package: its dotted name without the package's, and its syntax tree."""

    name: str
    text: str
    is_package: bool = False  # an `__init__`, which gathers what its modules hold

    @property
    def part(self) -> str:
        """Return the part of the house it belongs to: core, sources, edges, run, wiring, cli."""
        return self.name.split(".")[0]

    @cached_property
    def tree(self) -> ast.Module:
        """Return its syntax tree."""
        return ast.parse(self.text)


def read_package(folder: Path) -> list[Module]:
    """Return the modules of a package's folder, its own `__init__` left out."""
    modules = []
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:
            modules.append(Module(name, path.read_text("utf-8"), is_package=path.stem == "__init__"))
    return modules


def faults(modules: Sequence[Module], package: str) -> Iterator[str]:
    """Yield every breach of the rules that a module can make alone, as `module: what`."""
    for module in modules:
        for check in (_internal_imports, _outside_imports, _package_sizes, _docstrings, _prints, _clock, _names):
            for fault in check(module, package):
                yield f"{module.name}: {fault}"


def crowded(modules: Sequence[Module]) -> Iterator[str]:
    """Yield every breach that only the modules together can make."""
    count = sum(not module.is_package for module in modules)
    if count > MODULES:
        yield f"{count} modules, over {MODULES}"
    folders = Counter(module.name.rpartition(".")[0] for module in modules if not module.is_package)
    for folder, held in sorted(folders.items()):
        if held > FOLDER_MODULES:
            yield f"{folder}: {held} modules in one folder, over {FOLDER_MODULES}"
    for library in ALONE:
        places = sorted({_place(one) for one in modules if library in set(_libraries(one))})
        if len(places) > 1:
            yield f"{library} is imported in {', '.join(places)}: one place alone may know it"


def faults_of_tests(module: Module) -> Iterator[str]:
    """Yield every breach of the rules for a module of tests, as `module: what`."""
    for fault in (*_sizes(module, lines=TEST_LINES, function_lines=TEST_FUNCTION_LINES), *_evasions(module)):
        yield f"{module.name}: {fault}"
    if ast.get_docstring(module.tree) is None:
        yield f"{module.name}: no docstring"
    for function in _functions(module.tree):
        if function.name.startswith("test_") and ast.get_docstring(function) is None:
            yield f"{module.name}: {function.name} does not say what it proves"


def _evasions(module: Module) -> Iterator[str]:
    named = {node.id: node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
    named |= {node.attr: node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    named |= {node.arg: node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.arg)}
    for name in sorted(_EVASIONS & set(named)):
        yield f"{name} (line {named[name]})"


def _place(module: Module) -> str:
    """Return the module, or the one folder of `edges` or `sources` that it is a part of."""
    return ".".join(module.name.split(".")[:2])


def _imported(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level


def _libraries(module: Module) -> Iterator[str]:
    for name in _imported(module):
        yield name
        yield name.split(".")[0]


def _internal_imports(module: Module, package: str) -> Iterator[str]:
    targets = {name.removeprefix(f"{package}.") for name in _imported(module) if name.startswith(f"{package}.")}
    for target in sorted(targets):
        part = target.split(".")[0]
        if part not in ALLOWED.get(module.part, set()):
            yield f"imports {target}: {module.part} may not know {part}"
        elif part == "edges" == module.part and target.split(".")[1:2] != module.name.split(".")[1:2]:
            yield f"imports {target}: no edge knows another edge"


def _outside_imports(module: Module, package: str) -> Iterator[str]:
    libraries = set(_libraries(module))
    if any(name.startswith(".") for name in libraries):
        yield "imports by a relative name"
    for name in sorted(libraries & FORBIDDEN.get(module.part, set())):
        yield f"imports {name}: {module.part} does no input or output"
    for name in sorted(libraries & set(EDGES_ONLY)):
        if module.part != "edges":
            yield f"imports {name}: only the edges may"
    if module.part not in ALLOWED:
        yield f"belongs to no part of {package}: {', '.join(ALLOWED)}"


def _package_sizes(module: Module, _: str) -> Iterator[str]:
    return _sizes(module, lines=MODULE_LINES, function_lines=FUNCTION_LINES)


def _sizes(module: Module, *, lines: int, function_lines: int) -> Iterator[str]:
    length = module.text.count("\n")
    if length > lines:
        yield f"{length} lines, over {lines}"
    for function in _functions(module.tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > function_lines:
            yield f"{function.name} has {length} lines, over {function_lines}"


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _docstrings(module: Module, _: str) -> Iterator[str]:
    if ast.get_docstring(module.tree) is None:
        yield "no docstring"
    for name, node in _public(module.tree):
        if ast.get_docstring(node) is None:
            yield f"{name} has no docstring"


def _public(
    parent: ast.Module | ast.ClassDef, prefix: str = ""
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in parent.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node, f"{prefix}{node.name}.")


def _prints(module: Module, _: str) -> Iterator[str]:
    if module.part in PRINTERS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"prints (line {node.lineno}): only cli may"
    for name in sorted({"click", "rich"} & set(_libraries(module))):
        yield f"imports {name}: only cli prints"


def _clock(module: Module, _: str) -> Iterator[str]:
    if module.part not in FORBIDDEN:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"now", "today", "utcnow"}:
                yield f"reads the clock (line {node.lineno}): time is an argument"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            yield f"opens a file (line {node.lineno})"


def _names(module: Module, _: str) -> Iterator[str]:
    if _is_vague(module.name.split(".")[-1]):
        yield "its name says nothing"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and _is_vague(node.name):
            yield f"the name of {node.name} says nothing"


def _is_vague(name: str) -> bool:
    words = {word.lower() for word in re.findall("[A-Z]?[a-z]+", name)}
    return bool(words & VAGUE) or name.strip("_").lower() in VAGUE_ALONE
