"""What the drawing says, in the language of whoever draws. {n} and the like are filled in the browser."""

from django.utils.translation import gettext as _


def texts() -> dict[str, str]:
    return {
        "looking": _("Looking for faces…"),
        "none": _("The machine found no face. It misses many: look yourself, and draw covers over them."),
        "found": _("Faces that the machine found: {n}. Each is dashed until you cover it. Did it miss any?"),
        "failed": _("The machine could not look for faces. Look yourself, and draw covers over them."),
        "cover": _("Cover {n}"),
        "proposal": _("Found face {n}, not covered yet"),
        "place": _("{left} % from the left, {top} % from the top, {width} % wide, {height} % high"),
        "kind": _("cover on the picture"),
        "added": _("Cover {n} added."),
        "kept": _("Covered."),
        "removed": _("Removed."),
        "undone": _("Undone."),
        "all_kept": _("All found faces are covered."),
        "too_many": _("These are too many covers for one picture. Save some of them first."),
        "nothing": _("Draw at least one cover."),
        "undecided": _("Found faces that are not covered: {n}. Save all the same?"),
        "total": _("Covers: {n}"),
    }
