"""Every address of the old site, asked of the new one over HTTP."""

import json
import subprocess
import sys
from pathlib import Path

from tests import databases
from tests.bench import free_port, wait_for


def checked(folder: Path, around: dict[str, str], export: Path) -> list[str]:
    """Prints how many of an export's addresses are found; gives what is wrong."""
    port, found = free_port(), folder / "old-links.json"
    address = f"http://127.0.0.1:{port}"
    around = around | {"PORT": str(port), "SITE_URL": address}
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=databases.ROOT, env=around, check=True)
    # So that no sample is loaded beside what came.
    (Path(around["DATA_DIR"]) / "first-run-done").touch()
    server = subprocess.Popen(
        [sys.executable, "manage.py", "site"], cwd=databases.ROOT, env=around, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port).close()
        line = ["check_old_links", str(export), "--base-url", address, "--json", str(found), "-v0"]
        asked = subprocess.run(
            [sys.executable, "manage.py", *line],
            cwd=databases.ROOT,
            env=around,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    finally:
        server.terminate()
        server.wait(20)
    if not found.exists():
        return [f"Old addresses: {asked.stdout[-500:]}"]
    result = json.loads(found.read_text())
    lost = len(result["failed"])
    share = 100 * (result["checked"] - lost) / max(result["checked"], 1)
    print(f"\nOld addresses: {result['checked']} asked, {share:.1f} % found", flush=True)
    return [f"Old addresses are lost: {result['failed'][:3]}"] if lost or not result["checked"] else []
