"""Reads a folder of facts, whole or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from gongyak.city import City
from gongyak.errors import GongyakError
from gongyak.exchange import errors
from gongyak.exchange.entries import CityFile, Entry, PledgeFile
from gongyak.exchange.facts import city_of, pledge_of
from gongyak.exchange.faults import Fault, FaultyFolder
from gongyak.exchange.judgement import judgement_of
from gongyak.exchange.names import Mistake, city_mistakes, ids_of_lines, pledge_mistakes
from gongyak.exchange.pictures import ReadPicture, read_picture
from gongyak.exchange.tree import Tree, read_tree
from gongyak.exchange.uniqueness import Register
from gongyak.exchange.validation import validate
from gongyak.judgement import Judgement
from gongyak.pledges import Pledge

_F = TypeVar("_F", bound=Entry)

CITY_FILE: Final = "city.yaml"
PLEDGES: Final = "pledges"
PHOTOS: Final = "photos"
MAX_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """All facts of a city, the bytes of the pictures by their checksums, and the judgement on the checks."""

    city: City
    pledges: tuple[Pledge, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    judgement: Judgement = field(default_factory=Judgement)


def keep(data: bytes) -> bytes:
    """Return a picture's bytes as they are."""
    return data


def read_folder(
    folder: Path, scale: Callable[[bytes], bytes] = keep, known: Collection[str] = ()
) -> Exchange:
    """Return the facts that the files in *folder* tell, pledges in the order of their file names.

    *scale* makes the bytes to be stored of a picture's bytes.  *known* are the 관리번호 of pledges that are
    stored already: a mute may be of one of them or of one in *folder*.  Raises `NoSuchFolder`, and
    `FaultyFolder` with every mistake in every file.
    """
    if not (folder / CITY_FILE).is_file():
        raise errors.NoSuchFolder(folder=folder)
    city = _read_file(folder, CITY_FILE, CityFile)
    pledges = [_read_file(folder, name, PledgeFile) for name in _pledge_files(folder)]
    pictures: dict[str, ReadPicture] = {}
    faults = [
        *_stray_files(folder),
        *(fault for tree in (city.tree, *(file.tree for file in pledges)) for fault in tree.faults),
        *_name_faults(city, pledges, known),
        *_picture_faults(folder, pledges, scale, pictures),
    ]
    if faults or city.entry is None:
        raise FaultyFolder(str(folder), faults)
    return _facts(city.entry, [file.entry for file in pledges if file.entry], pictures)


@dataclass(frozen=True, slots=True)
class _File(Generic[_F]):
    """A file as read; its entry is None where it could not be, and has stand-ins where it has faults."""

    tree: Tree
    entry: _F | None


def _read_file(folder: Path, name: str, model: type[_F]) -> _File[_F]:
    tree = _read_tree(folder / name, unicodedata.normalize("NFC", name))
    unread = tree.faults and tree.data is None
    return _File(tree, None if unread else validate(tree, model))


def _read_tree(path: Path, name: str) -> Tree:
    try:
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return read_tree(path.read_bytes(), name)
        error: GongyakError = errors.FileTooLarge(size=f"{size / 1e6:.1f}", limit=f"{MAX_BYTES / 1e6:.0f}")
    except OSError as problem:
        error = errors.FileUnreadable(reason=problem.strerror)
    return Tree(name, faults=[Fault(name, error)])


def _pledge_files(folder: Path) -> list[str]:
    return sorted(f"{PLEDGES}/{path.name}" for path in (folder / PLEDGES).glob("*.yaml") if not _hidden(path))


def _stray_files(folder: Path) -> Iterator[Fault]:
    """Yield a fault for what lies among the pledges and would be passed over: ``1-1.yml``."""
    for path in sorted((folder / PLEDGES).glob("*")):
        if path.suffix != ".yaml" and not _hidden(path):
            yield Fault(f"{PLEDGES}/{path.name}", errors.StrayFile(name=path.name))


def _hidden(path: Path) -> bool:
    return path.name.startswith((".", "~"))


def _name_faults(
    city: _File[CityFile], pledges: list[_File[PledgeFile]], known: Collection[str]
) -> Iterator[Fault]:
    """Yield what is named without being defined, or defined twice."""
    register = Register()
    entries = [(file.tree, file.entry) for file in pledges if file.entry is not None]
    if city.entry is not None:
        lines = set().union(*(ids_of_lines(entry) for _, entry in entries))
        yield from _new_faults(city.tree, register.enter_city(city.tree, city.entry))
        numbers = dict.fromkeys((*(_number(file.tree) for file in pledges), *known))
        yield from _new_faults(city.tree, city_mistakes(city.entry, numbers, lines))
    for tree, entry in entries:
        yield from _new_faults(tree, register.enter_pledge(tree, entry))
        yield from _new_faults(tree, _number_mistakes(tree, entry))
        if city.entry is not None:
            yield from _new_faults(tree, pledge_mistakes(entry, city.entry))


def _new_faults(tree: Tree, mistakes: Iterable[Mistake]) -> Iterator[Fault]:
    """Yield the faults of *mistakes*, but for those in places that are known to be wrong."""
    return (tree.fault(path, error) for path, error in mistakes if not tree.is_wrong(path))


def _number_mistakes(tree: Tree, entry: PledgeFile) -> Iterator[Mistake]:
    if _number(tree) != entry.number:
        yield ("number",), errors.NumberIsNotFileName(number=entry.number)


def _number(tree: Tree) -> str:
    """Return the 관리번호 of the pledge that a file is named after, whatever mistakes it holds."""
    return Path(tree.file).stem


def _picture_faults(
    folder: Path,
    pledges: list[_File[PledgeFile]],
    scale: Callable[[bytes], bytes],
    pictures: dict[str, ReadPicture],
) -> Iterator[Fault]:
    """Read every photo once into *pictures*, by the name of its file; yield a fault where that fails."""
    for file in pledges:
        for index, photo in enumerate(file.entry.photos if file.entry else ()):
            try:
                if photo.file not in pictures:
                    pictures[photo.file] = read_picture(_on_disk(folder / PHOTOS, photo.file), scale)
            except GongyakError as error:
                yield from _new_faults(file.tree, [(("photos", index, "file"), error)])


def _on_disk(photos: Path, name: str) -> Path:
    """Return the photo's path; a disk may keep the name in another Unicode form than NFC."""
    path = photos / name
    decomposed = photos / unicodedata.normalize("NFD", name)
    return decomposed if not path.exists() and decomposed.exists() else path


def _facts(city: CityFile, pledges: list[PledgeFile], read: dict[str, ReadPicture]) -> Exchange:
    whole = city_of(city)
    pictures = {name: each.picture for name, each in read.items()}
    return Exchange(
        whole,
        tuple(pledge_of(file, whole, pictures) for file in pledges),
        {each.picture.checksum: each.data for each in read.values()},
        judgement_of(city),
    )
