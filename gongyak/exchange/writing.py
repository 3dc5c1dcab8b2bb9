"""Writes a folder of facts: each file whole, and none before all of them have been made."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gongyak.exchange import errors
from gongyak.exchange.emitting import emit
from gongyak.exchange.entries import CityFile, Entry, PledgeFile
from gongyak.exchange.judgement import plain_judgement
from gongyak.exchange.pictures import ENDINGS
from gongyak.exchange.plain import plain_city, plain_pledge
from gongyak.exchange.reading import CITY_FILE, PHOTOS, PLEDGES, Exchange
from gongyak.photos import Photo

_HEADING: Final = "공약관리 자료. 쓰는 법: docs/exchange.md (금액은 천원, 반기는 2024H1·2024H2)"


def write_folder(exchange: Exchange, folder: Path) -> None:
    """Write all facts into *folder*, which `read_folder` reads back as they are.

    A folder written before is brought up to date: files that would not change are left alone, and those of
    pledges that are no more are removed.  Raises `NotAnExchangeFolder` where it holds other things.
    """
    _refuse_foreign(folder)
    files = dict(_files(exchange))
    (folder / PLEDGES).mkdir(parents=True, exist_ok=True)
    (folder / PHOTOS).mkdir(exist_ok=True)
    for name, data in files.items():
        _replace(folder / name, data)
    for path in (folder / PLEDGES).glob("*.yaml"):
        if f"{PLEDGES}/{path.name}" not in files:
            path.unlink()


def _refuse_foreign(folder: Path) -> None:
    is_ours = (folder / CITY_FILE).is_file()
    if folder.exists() and not is_ours and (not folder.is_dir() or any(folder.iterdir())):
        raise errors.NotAnExchangeFolder(folder=folder)


def _files(exchange: Exchange) -> Iterator[tuple[str, bytes]]:
    """Yield the name in the folder and the bytes of every file."""
    names = _picture_names(exchange)
    for checksum, name in names.items():
        yield f"{PHOTOS}/{name}", exchange.pictures[checksum]
    for pledge in exchange.pledges:
        text = emit(plain_pledge(pledge, names), _comments(PledgeFile), _HEADING)
        yield f"{PLEDGES}/{pledge.number}.yaml", text.encode()
    city = plain_city(exchange.city) | plain_judgement(exchange.judgement)
    yield CITY_FILE, emit(city, _comments(CityFile), _HEADING).encode()


def _picture_names(exchange: Exchange) -> dict[str, str]:
    """Name each picture after the first photo that shows it."""
    names: dict[str, str] = {}
    for pledge in exchange.pledges:
        for photo in pledge.photos:
            names.setdefault(photo.picture.checksum, _file_name(photo))
    return names


def _file_name(photo: Photo) -> str:
    return f"{photo.id}.{ENDINGS[photo.picture.media_type]}"


def _comments(model: type[Entry]) -> dict[str, str]:
    return {name: field.description or "" for name, field in model.model_fields.items()}


def _replace(path: Path, data: bytes) -> None:
    """Put *data* at *path* by way of a temporary file, so that a crash leaves the old file or the new one."""
    if path.is_file() and path.read_bytes() == data:
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
