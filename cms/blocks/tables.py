"""Tables that phones can show and translators can translate."""

from collections.abc import Iterator
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue

from cms import passages


class ColumnShape(TypedDict):
    """The head of a column; numbers are aligned at their end."""

    kind: Literal["text", "number"]
    heading: str


class TableShape(TypedDict):
    """A table of plain texts: each row has a cell for each column."""

    caption: str
    columns: list[ColumnShape]
    rows: list[list[str]]
    first_column_is_header: bool


class CellsBlock(TypedTableBlock):
    """Rows and columns of plain text, with the two methods that wagtail-localize asks for."""

    text = CharBlock(label=_("Text"), required=False)
    number = CharBlock(label=_("Number"), required=False)

    class Meta:
        icon = "table"

    def value_for_form(self, table: TypedTable) -> Any:
        """The stored table as one value, for who writes without a form: Wagtail's API v3."""
        return self.get_prep_value(table)

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> TypedTable:
        return (
            self.to_python(data[prefix])
            if prefix in data
            else super().value_from_datadict(data, files, prefix)
        )

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """The caption, the headings and the cells, each under a path that says where it stands."""
        segments = [StringSegmentValue("caption", table.caption or "")]
        for index, column in enumerate(table.columns):
            segments.append(StringSegmentValue(f"heading.{index}", column["heading"] or ""))
        for row_index, row in enumerate(table.row_data):
            for index, value in enumerate(row["values"]):
                segments.append(StringSegmentValue(f"cell.{row_index}.{index}", value or ""))
        return segments

    def restore_translated_segments(
        self, table: TypedTable, segments: list[StringSegmentValue]
    ) -> TypedTable:
        """The table with the translated segments in their places."""
        for segment in segments:
            kind, *place = segment.path.split(".")
            text = segment.render_text()
            if kind == "caption":
                table.caption = text
            elif kind == "heading":
                table.columns[int(place[0])]["heading"] = text
            else:
                table.row_data[int(place[0])]["values"][int(place[1])] = text
        return table

    def get_passages(self, table: TypedTable, language: str) -> Iterator[passages.Passage]:
        """The caption, the headings and the cells, in the order of reading; nothing where none is shown."""
        if not (table.columns and table.row_data):
            return
        headings = (column["heading"] for column in table.columns)
        cells = (cell for row in table.row_data for cell in row["values"])
        for text in (table.caption, *headings, *cells):
            yield from passages.of_text(text or "", language)


class TableBlock(StructBlock):
    """A table with a caption."""

    table = CellsBlock(label=_("Table"))
    first_column_is_header = BooleanBlock(
        label=_("The first column names the rows"), required=False, default=True
    )

    api_shape = TableShape

    class Meta:
        icon = "table"
        template = "blocks/table.html"
        label = _("Table")
        description = _("Figures in rows and columns, with a caption")
        preview_value = {
            "table": {
                "columns": [
                    {"type": "text", "heading": ""},
                    {"type": "number", "heading": "Support"},
                ],
                "rows": [{"values": ["Rent", "HK$1,500"]}, {"values": ["Food", "HK$1,200"]}],
                "caption": "A month of support",
            },
            "first_column_is_header": True,
        }

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        table = value["table"]
        columns = table.columns if table else []
        rows = table.row_data if table else []
        return TableShape(
            caption=(table.caption or "") if table else "",
            columns=[ColumnShape(kind=each["block"].name, heading=each["heading"] or "") for each in columns],
            rows=[[cell or "" for cell in row["values"]] for row in rows],
            first_column_is_header=bool(value["first_column_is_header"]),
        )
