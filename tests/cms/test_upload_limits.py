"""What the worst upload may cost: 300 MB of memory and 20 seconds. A process of its own measures it."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

from tests import hostile

MEGABYTES, SECONDS = 300, 20
# The memory of the process and of its children beyond what it takes to start, and the processor's time.
MEASURE = """
import resource, sys
from cms.media.{module} import {function}
from cms.media.refusals import RefusedError

def used(whose):
    usage = resource.getrusage(whose)
    return usage.ru_maxrss // 1024, usage.ru_utime + usage.ru_stime

def peak():
    return used(resource.RUSAGE_SELF)[0]

before = peak()
try:
    {function}(open(sys.argv[1], "rb"))
except RefusedError as refusal:
    print(refusal.code, file=sys.stderr)
memory, seconds = used(resource.RUSAGE_CHILDREN)
print(max(peak() - before, memory), seconds + used(resource.RUSAGE_SELF)[1])
"""


def turned_photograph() -> bytes:
    """As large as is read whole, turned, and progressive: each is held in memory at once."""
    file = BytesIO()
    told = Pillow.Exif()
    told[0x0112] = 6
    whole = Pillow.linear_gradient("L").resize((5760, 4320)).convert("RGB")
    whole.save(file, "JPEG", exif=told, progressive=True)
    return file.getvalue()


@pytest.mark.parametrize(
    ("module", "function", "make"),
    [
        ("pictures", "cleaned_picture", turned_photograph),
        ("pdf.cleaning", "cleaned_pdf", lambda: hostile.packed_objects(350)),
    ],
    ids=["a large photograph", "a PDF that unpacks to much"],
)
def test_the_worst_upload_takes_no_more_than_it_may(tmp_path: Path, module, function, make):
    path = tmp_path / "upload"
    path.write_bytes(make())
    script = MEASURE.format(module=module, function=function)
    measured = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    memory, seconds = measured.stdout.split()
    assert int(memory) < MEGABYTES
    assert float(seconds) < SECONDS
