"""What a run tells: the same as JSON for programs and as one page of HTML for people, in its folder."""

from home.wordpress.report.writing import HTML, JSON, write_report

__all__ = ["HTML", "JSON", "write_report"]
