"""Reads the sample's TOML files."""

import tomllib
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from home.sample import entries
from home.sample.entries import LOCALES, Entry, Sample, SampleError

FOLDER = Path(__file__).parent

AnyEntry = TypeVar("AnyEntry", bound=Entry)
Tables = list[tuple[str, str, dict[str, Any]]]


def read(folder: Path = FOLDER) -> Sample:
    """The sample in a folder. Raises SampleError with the file and the key that are wrong."""
    settings = _one_file(folder, folder / "site/settings.toml")
    homes = [
        (file, f"home{ending}", {"locale": locale, **table})
        for locale, ending in LOCALES.items()
        for file, _key, table in [_one_file(folder, folder / f"site/home{ending.replace('-', '_')}.toml")]
    ]
    news = [
        (file, f"news{LOCALES[_locale(file, locale)]}", {"locale": locale, **table})
        for file, locale, table in _tables(folder, "news")
    ]
    menus = _tables(folder, "navigation")
    for file, locale, _table in menus:
        _locale(file, locale)
    return Sample(
        folder=folder,
        pictures=_entries(entries.Picture, _tables(folder, "pictures")),
        documents=_entries(entries.Document, _tables(folder, "documents")),
        categories=_entries(entries.Named, _tables(folder, "categories")),
        authors=_entries(entries.Named, _tables(folder, "authors")),
        partners=_entries(entries.Partner, _tables(folder, "partners")),
        reusable_texts=_entries(entries.ReusableText, _tables(folder, "reusable_texts")),
        homes=_entries(entries.Home, homes),
        news=_entries(entries.News, news),
        pages=_entries(entries.Page, _files(folder, "pages")),
        posts=_entries(entries.Post, _files(folder, "posts")),
        menus=_entries(entries.Menus, menus),
        synonyms=_entries(entries.Synonyms, _tables(folder, "synonyms")),
        promotions=_entries(entries.Promotion, _tables(folder, "promotions")),
        settings=_entry(entries.Settings, *settings),
    )


def _tables(folder: Path, name: str) -> Tables:
    """(file, key, table) for each table of site/<name>.toml and site/<name>_<language>.toml."""
    paths = [folder / f"site/{name}.toml", *sorted(folder.glob(f"site/{name}_*.toml"))]
    found = [_one_file(folder, path) for path in paths]
    return [(file, key, table) for file, _stem, tables in found for key, table in tables.items()]


def _files(folder: Path, name: str) -> Tables:
    """(file, key, table) for each file of a folder; the key is the name of the file."""
    return [_one_file(folder, path) for path in sorted(folder.glob(f"{name}/*.toml"))]


def _one_file(folder: Path, path: Path) -> tuple[str, str, dict[str, Any]]:
    file = str(path.relative_to(folder))
    try:
        return file, path.stem, tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SampleError(f"{file} is missing in {folder}.") from None
    except tomllib.TOMLDecodeError as error:
        raise SampleError(f"{file} is not valid TOML: {error}.") from None


def _entries(kind: type[AnyEntry], tables: Tables) -> dict[str, AnyEntry]:
    found: dict[str, AnyEntry] = {}
    for file, key, table in tables:
        if key in found:
            raise SampleError(f"{file}: the key “{key}” stands in {found[key].file} already.")
        found[key] = _entry(kind, file, key, table)
    return found


def _entry(kind: type[AnyEntry], file: str, key: str, table: Any) -> AnyEntry:
    place = file if Path(file).stem == key else f"{file}, [{key}]"
    if not isinstance(table, dict):
        raise SampleError(f"{file}: the key “{key}” does not exist.")
    own = {field.name: field for field in fields(kind) if field.name not in ("key", "file")}
    for name in table:
        if name not in own:
            raise SampleError(f"{place}: the key “{name}” does not exist.")
    for name, field in own.items():
        if name not in table and field.default is MISSING and field.default_factory is MISSING:
            raise SampleError(f"{place}: the key “{name}” is missing.")
    if "locale" in table:
        _locale(place, table["locale"])
    return kind(key=key, file=file, **table)


def _locale(place: str, code: str) -> str:
    if code not in LOCALES:
        raise SampleError(f"{place}: the language “{code}” is none of {', '.join(LOCALES)}.")
    return code
