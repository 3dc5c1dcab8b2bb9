"""Why a file that somebody handed in is not taken, each with its remedy."""

from __future__ import annotations

from gongyak.errors import GongyakError, Words


class UploadRefused(GongyakError):
    """A file that is not taken; values: ``name``, and what its own mistake adds."""

    text = Words("파일 '{name}'{name:을/를} 받을 수 없습니다.", "The file '{name}' cannot be taken.")
    remedy = Words("다른 파일을 골라 주시기 바랍니다.", "Choose another file.")
    exit_code = 3


class EmptyFile(UploadRefused):
    """A file without a byte; values: ``name``."""

    text = Words("파일 '{name}'{name:은/는} 비어 있습니다.", "The file '{name}' is empty.")
    remedy = Words(
        "파일이 다 복사되었는지 확인하고 다시 골라 주시기 바랍니다.",
        "See that it was copied completely, and choose it again.",
    )


class FileTooHeavy(UploadRefused):
    """A file of too many bytes; values: ``name``, ``size``, ``limit`` (with their units)."""

    text = Words(
        "파일 '{name}'{name:이/가} 너무 큽니다({size}, 한도 {limit}).",
        "The file '{name}' is too large ({size} of {limit}).",
    )
    remedy = Words("크기를 줄여 다시 저장하여 주시기 바랍니다.", "Save it again in a smaller size.")


class WrongKind(UploadRefused):
    """A file whose content is of another kind than asked for, whatever its name says.

    Values: ``name``; ``found`` and ``wanted``, each in Korean and in English.
    """

    text = Words(
        "파일 '{name}'의 실제 내용은 {found_ko}입니다.", "What the file '{name}' really holds is {found_en}."
    )
    remedy = Words(
        "{wanted_ko} 형식으로 저장한 파일을 골라 주시기 바랍니다.", "Choose a file saved as {wanted_en}."
    )


class PhoneFormat(WrongKind):
    """A photo in the format that telephones use among themselves (HEIC); values: as `WrongKind`."""

    remedy = Words(
        "휴대전화의 카메라 설정에서 '높은 호환성'(JPEG)을 고르거나, 사진을 {wanted_ko} 형식으로 내보내어 "
        "다시 올려 주시기 바랍니다.",
        "Set the telephone's camera to 'most compatible', or export the photo as {wanted_en}.",
    )


class JoinedFile(UploadRefused):
    """A picture that another file is joined to; values: ``name``, ``found`` in Korean and in English."""

    text = Words(
        "사진 '{name}' 뒤에 다른 내용({found_ko})이 붙어 있습니다.",
        "Something else ({found_en}) is joined to the picture '{name}'.",
    )
    remedy = Words(
        "어디에서 받은 사진인지 확인하고, 그림판에서 열어 새 이름으로 저장한 뒤 올려 주시기 바랍니다.",
        "Find out where it came from; open it in a paint program and save it under a new name.",
    )


class UnsoundDocument(UploadRefused):
    """A document of Word or Excel whose archive is unsound; values: ``name``, ``reason`` in two languages."""

    text = Words(
        "문서 '{name}'{name:을/를} 열 수 없습니다: {reason_ko}.",
        "The document '{name}' cannot be opened: {reason_en}.",
    )
    remedy = Words(
        "Word나 Excel에서 열어 암호 없이 새 이름으로 저장한 뒤 올려 주시기 바랍니다.",
        "Open it in Word or Excel and save it under a new name, without a password.",
    )


class HasMacros(UploadRefused):
    """A document with macros, whatever its name says; values: ``name``, ``part`` (where)."""

    text = Words(
        "문서 '{name}'에 매크로가 들어 있습니다({part}).", "The document '{name}' holds macros ({part})."
    )
    remedy = Words(
        "Word나 Excel에서 매크로가 없는 형식(.docx, .xlsx)으로 다시 저장하여 주시기 바랍니다.",
        "Save it in Word or Excel in a format without macros (.docx, .xlsx).",
    )


class ReachesOutside(UploadRefused):
    """A document that would fetch something when it is opened; values: ``name``, ``part``, ``target``."""

    text = Words(
        "문서 '{name}'{name:이/가} 밖에 있는 내용을 불러옵니다: {target} ({part})",
        "The document '{name}' fetches what lies outside of it: {target} ({part})",
    )
    remedy = Words(
        "연결된 그림은 문서에 넣고, 서식 파일이나 통합 문서와의 연결은 끊은 뒤 다시 저장하여 주시기 "
        "바랍니다.",
        "Put linked pictures into it, unlink templates and workbooks, and save it again.",
    )


class HoldsAnotherFile(UploadRefused):
    """A document with a file inside that can run or hide something; values: ``name``, ``part``, ``found``."""

    text = Words(
        "문서 '{name}' 안에 다른 파일이 들어 있습니다: {part} ({found_ko})",
        "The document '{name}' holds another file: {part} ({found_en})",
    )
    remedy = Words(
        "삽입된 개체와 차트를 그림으로 바꾸어 다시 저장하여 주시기 바랍니다.",
        "Turn embedded objects and charts into pictures, and save it again.",
    )


class DeclaresEntities(UploadRefused):
    """A document whose XML declares a type or entities of its own; values: ``name``, ``part``."""

    text = Words(
        "문서 '{name}'에 허용되지 않는 XML 선언(DOCTYPE)이 있습니다({part}).",
        "The document '{name}' holds an XML declaration that is not allowed (DOCTYPE, {part}).",
    )
    remedy = Words(
        "어디에서 받은 문서인지 확인하고, Word나 Excel에서 열어 새 이름으로 저장한 뒤 올려 주시기 바랍니다.",
        "Find out where it came from; open it in Word or Excel and save it under a new name.",
    )
