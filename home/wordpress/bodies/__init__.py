"""Bodies of the old site become blocks: pure functions, which ask a context what things became."""

from home.wordpress.bodies.converting import convert
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.results import Context, Converted, File, LinkFound, Picture, Unplaced

__all__ = ["Context", "Converted", "File", "LinkFound", "Picture", "Reason", "Unplaced", "convert"]
