"""The calm picture that takes the place of a withdrawn one."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageDraw

GROUND, HILL, SKY, SUN = "#e3e0d6", "#cfccc0", "#ece9e1", "#dcd7c8"
# Large enough for every rendition, small enough for a phone.
LONGEST = 1600
KIND = "PNG"


def placeholder(width: int, height: int) -> ContentFile:
    """A horizon in sand colours, in the proportions of the picture that it stands for."""
    scale = min(1.0, LONGEST / max(width, height, 1))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = Pillow.new("RGB", size, SKY)
    draw = ImageDraw.Draw(picture)
    across, down = size
    radius = min(size) * 0.16
    middle = (across * 0.5, down * 0.5)
    box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    draw.ellipse(box, fill=SUN)
    draw.ellipse((-across * 0.3, down * 0.55, across * 0.9, down * 1.6), fill=HILL)
    draw.ellipse((across * 0.25, down * 0.66, across * 1.5, down * 1.7), fill=GROUND)
    file = BytesIO()
    picture.quantize(16).save(file, KIND, optimize=True)
    return ContentFile(file.getvalue(), name=f"withdrawn.{KIND.lower()}")
