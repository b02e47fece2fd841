"""Lighthouse with the system's Chromium, on its phone profile."""

import json
import os
import subprocess
from dataclasses import dataclass

from tests.audit.tools import LIGHTHOUSE, VENV, needed
from tests.site import CHROMIUM_FLAGS, chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SECONDS = 180


@dataclass
class Report:
    """Scores of 0 to 100, and the audits that cost points."""

    scores: dict[str, int]
    losses: dict[str, list[str]]


def audit(url: str, categories: tuple[str, ...] = CATEGORIES) -> Report:
    """One run with an empty cache."""
    command = [VENV / "bin" / "node", needed(LIGHTHOUSE), url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(categories)}", f"--chrome-flags={' '.join(CHROMIUM_FLAGS)}"]
    ran = subprocess.run(
        [str(part) for part in command],
        env=os.environ | {"CHROME_PATH": str(chromium())},
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS,
    )
    report = json.loads(ran.stdout)
    if error := report.get("runtimeError"):
        raise RuntimeError(error["message"])
    losses = {
        name: [_loss(report["audits"][part["id"]]) for part in category["auditRefs"] if part["weight"]]
        for name, category in report["categories"].items()
    }
    return Report(
        scores={name: round(category["score"] * 100) for name, category in report["categories"].items()},
        losses={name: [loss for loss in found if loss] for name, found in losses.items()},
    )


def _loss(audit: dict) -> str:
    """What an audit found, if it found something."""
    if audit["score"] is None or audit["score"] == 1:
        return ""
    items = (audit.get("details") or {}).get("items") or []
    found = json.dumps(items[:2])[:300] if items else ""
    return f"{audit['id']} {audit.get('displayValue', '')} {found}".strip()
