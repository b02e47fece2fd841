"""The tools that measure pages: axe, the W3C's HTML checker, Lighthouse, a text browser.

None is needed to build or serve the site. `make audit-tools` installs those that come from npm.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.databases import ROOT

VENV = ROOT / ".venv"
MODULES = VENV / "audit" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def unavailable(words: str) -> None:
    """Skips the test with the reason; fails it in CI, where nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{words} CI must have it.")
    pytest.skip(words)


def needed(path: Path) -> Path:
    """A file of `make audit-tools`, or a skipped test."""
    if not path.exists():
        unavailable(f"{path.name} is not installed: make audit-tools.")
    return path


def program(name: str, package: str) -> str:
    """The path of a program of the machine, or a skipped test."""
    path = shutil.which(name)
    if path is None:
        unavailable(f"There is no {name} on this machine (Debian: apt install {package}).")
    return str(path)


def faults_of_html(files: list[Path]) -> dict[str, list[str]]:
    """What the W3C's checker says of each file, by the file's name; one run for all."""
    command = [program("java", "default-jre-headless"), "-Xss1m", "-jar", str(needed(CHECKER))]
    # The guess at a page's language fails on pages that hold several.
    options = ["--format", "json", "--exit-zero-always", "--stdout", "--no-langdetect"]
    command += [*options, *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    faults: dict[str, list[str]] = {file.name: [] for file in files}
    for message in json.loads(ran.stdout)["messages"]:
        name = Path(message["url"]).name
        faults[name].append(f"{message['type']}: {message['message']} … {message.get('extract', '').strip()}")
    return faults
