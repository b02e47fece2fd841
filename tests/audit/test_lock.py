import json
from pathlib import Path


def test_the_lock_holds_sums_and_leaves_the_registry_to_the_machine():
    lock = json.loads(Path(__file__).with_name("package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if not package.get("integrity")] == []
