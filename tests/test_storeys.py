"""The house as DESIGN.md and STYLE.md describe it: storeys, rooms and sizes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("cms", "blog", "home", "search")
# What each storey may not know of. home and search stand on the same one.
ABOVE = {"cms": ("blog", "home", "search"), "blog": ("home", "search"), "home": ("search",)}
PUTS_THE_HOUSE_TOGETHER = {"cms/settings/base.py", "cms/urls.py"}
# The floors inside cms, from the ground. What is not named stands on top: nothing here may use it.
FLOORS = (
    ("settings",),
    (
        "accounts",
        "addresses",
        "anonymous",
        "consent",
        "counting",
        "languages",
        "lite",
        "models",
        "versions",
        "visibility",
    ),
    ("media",),
    ("passages", "rich_text", "shapes", "targets"),
    ("blocks",),
    ("excerpts", "forms", "indexing", "preview", "writing"),
    ("articles", "pages"),
)
TOP = len(FLOORS)
FOLDERS = {"cms", "blog", "home", "search", "tests", "docs", "deploy", "examples", "clients", "var"}
# The stops of STYLE.md in lines. Migrations are written by Django.
STOPS = {"models": 300, "views": 300, "blocks": 250, "tests": 300, "settings": 300, "templates": 120}
STOP = 200


def python_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(source: str) -> Iterator[str]:
    """Every module that a source imports, also inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def string_references(source: str, apps: tuple[str, ...]) -> Iterator[str]:
    """Strings that name a model or module, such as "home.HomePage", or an app in a migration."""
    pattern = re.compile(rf"(?:{'|'.join(apps)})\.[A-Za-z_][\w.]*")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.fullmatch(node.value):
            yield node.value
        elif isinstance(node, ast.Tuple):
            yield from (part.value for part in node.elts[:1] if getattr(part, "value", None) in apps)


def upward(path: Path) -> list[str]:
    apps = ABOVE[path.relative_to(ROOT).parts[0]]
    source = path.read_text()
    found = {module for module in imports(source) if module.split(".")[0] in apps}
    return sorted(found | set(string_references(source, apps)))


def test_imports_and_names_in_strings_go_downwards_only():
    files = [path for path in python_files(*ABOVE) if name(path) not in PUTS_THE_HOUSE_TOGETHER]
    assert {name(path): found for path in files if (found := upward(path))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from home.models import HomePage", ["home.models", "home.models.HomePage"]),
        ("def f():\n    import home.models", ["home.models"]),
        ("parent_page_types = ['home.HomePage']", ["home.HomePage"]),
        ("dependencies = [('home', '0001_initial')]", ["home"]),
        ("from blog import models", []),
        ("words = 'home'", []),
    ],
)
def test_the_test_of_storeys_sees_an_upward_step(source, found, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_storeys.ROOT", tmp_path)
    (tmp_path / "blog").mkdir()
    file = tmp_path / "blog" / "example.py"
    file.write_text(source)
    assert upward(file) == found


@pytest.mark.parametrize("exception", sorted(PUTS_THE_HOUSE_TOGETHER))
def test_the_house_is_put_together_in_two_files(exception):
    assert upward(ROOT / exception)


def floor(module: str) -> int:
    """The floor of a module of cms, counted from the ground."""
    room = module.split(".")[1] if "." in module else ""
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), TOP)


def test_inside_the_frame_imports_go_downwards_too():
    climbs = {}
    for path in python_files("cms"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if name(path) in PUTS_THE_HOUSE_TOGETHER or floor(module) == TOP:
            continue
        known = {imported for imported in imports(path.read_text()) if re.match(r"cms\.", imported)}
        if higher := sorted(imported for imported in known if floor(imported) > floor(module)):
            climbs[module] = higher
    assert climbs == {}


def test_templates_of_a_lower_storey_use_none_of_a_higher_one():
    uses = re.compile(r"{%\s*(?:include|extends)\s+[\"'](\w+)/")
    climbs = {
        name(path): found
        for app, apps in ABOVE.items()
        for path in (ROOT / app / "templates").rglob("*.html")
        if (found := set(uses.findall(path.read_text())) & set(apps))
    }
    assert climbs == {}


def test_the_top_level_holds_the_rooms_of_the_design_and_no_others():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert folders - FOLDERS == set()
    assert {*APPS, "tests"} <= folders
    modules = {path.name for path in ROOT.glob("*.py")}
    assert modules == {"manage.py"}


def test_there_is_no_attic():
    attics = {"common", "core", "helpers", "misc", "utils", "util", "helper"}
    assert [
        name(path) for path in python_files(*APPS, "tests") if attics & set(name(path)[:-3].split("/"))
    ] == []


def stop(path: Path) -> int:
    if path.suffix == ".html":
        return STOPS["templates"]
    kinds = [kind for kind in STOPS if kind in path.relative_to(ROOT).with_suffix("").parts]
    return STOPS[kinds[0]] if kinds else STOP


def test_no_file_has_outgrown_its_stop():
    files = [path for path in python_files(*APPS, "tests") if "migrations" not in path.parts]
    files += [path for app in APPS for path in (ROOT / app).rglob("*.html")]
    files += [path for app in APPS for path in (ROOT / app).rglob("*.css")]
    lines = {name(path): len(path.read_text().splitlines()) for path in files}
    assert {file: count for file, count in lines.items() if count > stop(ROOT / file)} == {}
