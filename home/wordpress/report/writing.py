"""Writes the report as it is found, entry by entry: thousands of originals never stand in memory."""

import json
import shutil
from dataclasses import asdict
from typing import IO, Any, TypedDict

from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from home.wordpress.models import ImportRun, Kind, Outcome
from home.wordpress.report import checked
from home.wordpress.report.broken import Broken, broken, sentences
from home.wordpress.report.figures import Figures, figures
from home.wordpress.report.sections import SECTIONS, Findings, Section
from home.wordpress.watching import private_file, private_folder

HTML, JSON = "report.html", "report.json"
FORMAT, MARK = 1, "<!-- entries -->"
# Beside the outcomes: done by an earlier run.
ALREADY = "already"


class Summary(TypedDict):
    """What stands at the top of a report, and is kept with its run: how many entries each section has."""

    made_at: str
    counts: list[Figures]
    sections: dict[str, int]
    checked: dict[str, Any] | None
    broken: list[Broken]


def write_report(run: ImportRun, before: dict[str, int]) -> Summary:
    """Writes both files into the folder of a run; gives what stands at their top. Raises OSError."""
    folder = private_folder(f"run-{run.pk}")
    rows = folder / "rows.part"
    head = {"format": FORMAT, "is_private": True, "site": run.source, "is_dry": run.is_dry, "run": run.pk}
    summary = Summary(
        made_at=timezone.now().isoformat(),
        counts=figures(run, before),
        sections={},
        checked=checked.last(),
        broken=broken(run),
    )
    found = Findings(run)
    with private_file(folder / f"{JSON}.part") as data, private_file(rows) as page:
        data.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "sections": {')
        for number, section in enumerate(SECTIONS):
            data.write(f"{',' if number else ''}\n{json.dumps(section.name)}: [")
            summary["sections"][section.name] = _section(section, found, data, page)
            data.write("]")
        data.write('},\n"summary": ' + json.dumps(summary, ensure_ascii=False) + "}\n")
    with private_file(folder / f"{HTML}.part") as page:
        before_rows, after_rows = _halves("page", _context(run, summary))
        page.write(before_rows)
        with rows.open() as middle:
            shutil.copyfileobj(middle, page)
        page.write(after_rows)
    rows.unlink()
    for name in (JSON, HTML):
        (folder / f"{name}.part").replace(folder / name)
    return summary


def lines_of(summary: Summary) -> dict[str, Any]:
    """A summary as the templates want it: kinds and sections under their names, no column of zeros."""
    columns = {
        name: [_of_outcome(line, name) for line in summary["counts"]]
        for name in (Outcome.DONE, ALREADY, *(one for one in Outcome if one != Outcome.DONE))
    }
    shown = {name: numbers for name, numbers in columns.items() if any(numbers)}
    labels = [_("Here already") if name == ALREADY else Outcome(name).label for name in shown]
    counts = [
        {**line, "label": Kind(line["kind"]).label, "outcomes": list(zip(labels, numbers, strict=True))}
        for line, *numbers in zip(summary["counts"], *shown.values(), strict=True)
    ]
    sections = [(section, summary["sections"].get(section.name, 0)) for section in SECTIONS]
    return {
        "counts": counts,
        "outcomes": labels,
        "sections": sections,
        "checked": summary["checked"],
        # Of older reports none is known.
        "broken": sentences(summary.get("broken", [])),
    }


def _of_outcome(line: Figures, name: str) -> int:
    """Of those that are done, what is new stands apart from what was here already."""
    done = line["outcomes"][Outcome.DONE]
    # Older reports do not know which were new.
    new = line.get("new", done)
    return {**line["outcomes"], Outcome.DONE.value: new, ALREADY: done - new}[name]


def _halves(name: str, context: dict[str, Any]) -> tuple[str, str]:
    """What a template writes before and after its entries, which it never sees together."""
    before, _mark, after = get_template(f"wordpress/report/{name}.html").render(context).partition(MARK)
    return before, after


def _context(run: ImportRun, summary: Summary) -> dict[str, Any]:
    direction = "rtl" if get_language_bidi() else "ltr"
    made_at = timezone.localtime()
    return {
        "run": run,
        "language": get_language(),
        "direction": direction,
        "made_at": made_at,
        **lines_of(summary),
    }


def _section(section: Section, found: Findings, data: IO[str], page: IO[str]) -> int:
    """Writes the entries of a section into both files; gives how many there are."""
    number, (before, after) = 0, _halves("section", {"section": section})
    template = get_template("wordpress/report/entry.html")
    for number, entry in enumerate(section.entries(found), start=1):
        if number == 1:
            page.write(before)
        else:
            data.write(",")
        data.write(f"\n{json.dumps(asdict(entry), ensure_ascii=False)}")
        page.write(template.render({"entry": entry}))
    if number:
        page.write(after)
    return number
