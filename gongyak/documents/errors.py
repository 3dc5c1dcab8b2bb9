"""What can go wrong between a template, a view and a Word file, each with its remedy."""

from __future__ import annotations

from typing import ClassVar

from gongyak.errors import GongyakError, Words


class TemplateUnreadableError(GongyakError):
    """The template is no Word file that can be opened: another format, encrypted, damaged, or a bomb."""

    text: ClassVar[Words] = Words(
        "서식 파일 ‘{name}’{name:을/를} 열 수 없습니다: {reason_ko}",
        "The template “{name}” cannot be opened: {reason_en}",
    )
    remedy: ClassVar[Words] = Words(
        "Word에서 ‘Word 문서(*.docx)’로, 암호 없이 다시 저장하여 주시기 바랍니다.",
        "Save it again in Word as “Word document (*.docx)”, without a password.",
    )
    exit_code: ClassVar[int] = 6


class TemplateSyntaxError(GongyakError):
    """Tags of a template are wrong; ``values["problems"]`` holds every one of them with its place."""

    text: ClassVar[Words] = Words(
        "서식 파일 ‘{name}’의 태그에 잘못이 {count}건 있습니다: {list_ko}",
        "The template “{name}” has {count} wrong tag(s): {list_en}",
    )
    remedy: ClassVar[Words] = Words(
        "Word에서 그 자리의 태그를 고친 뒤 ‘gongyak template check’로 확인하여 주시기 바랍니다.",
        "Correct the tags in Word, then run “gongyak template check”.",
    )
    exit_code: ClassVar[int] = 6


class MissingFieldError(GongyakError):
    """A template asks for a field that the data do not have."""

    text: ClassVar[Words] = Words(
        "서식 파일 ‘{name}’{name:이/가} 없는 항목 ‘{field}’{field:을/를} 찾습니다: {place_ko}",
        "The template “{name}” asks for the field “{field}”, which there is not: {place_en}",
    )
    remedy: ClassVar[Words] = Words(
        "태그의 항목 이름을 ‘gongyak template check’의 목록과 맞추어 주시기 바랍니다.",
        "Match the tag's name with the list of “gongyak template check”.",
    )
    exit_code: ClassVar[int] = 6


class RenderingError(GongyakError):
    """A tag is well written but cannot be carried out with the values that came."""

    text: ClassVar[Words] = Words(
        "서식 파일 ‘{name}’의 태그를 처리할 수 없습니다 ({reason}): {place_ko}",
        "A tag of the template “{name}” cannot be carried out ({reason}): {place_en}",
    )
    remedy: ClassVar[Words] = Words(
        "그 자리의 태그와 자료를 확인하여 주시기 바랍니다.",
        "Check the tag and the data in that place.",
    )
    exit_code: ClassVar[int] = 6


class UnsafeTemplateError(GongyakError):
    """A template tries to reach what a form has no business with (the sandbox refused it)."""

    text: ClassVar[Words] = Words(
        "서식 파일 ‘{name}’에 허용되지 않는 태그가 있습니다 ({reason}): {place_ko}",
        "The template “{name}” holds a tag that is not allowed ({reason}): {place_en}",
    )
    remedy: ClassVar[Words] = Words(
        "그 태그를 지우고, 서식을 누가 고쳤는지 확인하여 주시기 바랍니다.",
        "Remove the tag, and find out who changed the template.",
    )
    exit_code: ClassVar[int] = 6


class BrokenDocumentError(GongyakError):
    """What came out is not well-formed XML, so nothing is written."""

    text: ClassVar[Words] = Words(
        "서식 파일 ‘{name}’으로 만든 문서가 올바르지 않습니다 ({reason}): {place_ko}",
        "The document made from the template “{name}” is malformed ({reason}): {place_en}",
    )
    remedy: ClassVar[Words] = Words(
        "그 자리의 여는 태그와 닫는 태그가 같은 칸·같은 문단 수준에 있는지 확인하여 주시기 바랍니다.",
        "See that opening and closing tags there stand on the same level (cell, paragraph).",
    )
    exit_code: ClassVar[int] = 6


class UnprintableValueError(GongyakError):
    """A value is not plain data: templates never receive live objects."""

    text: ClassVar[Words] = Words(
        "‘{path}’의 값({kind})은 문서에 쓸 수 없습니다.",
        "The value of “{path}” ({kind}) cannot be put into a document.",
    )
    remedy: ClassVar[Words] = Words(
        "글자, 숫자, 목록, 사전, 그림 등 정해진 값만 서식에 넘겨 주시기 바랍니다.",
        "Give templates only text, numbers, lists, mappings, pictures and the like.",
    )


class UnreadablePictureError(GongyakError):
    """A picture is neither PNG nor JPEG, is damaged, or is too large to be opened safely."""

    text: ClassVar[Words] = Words(
        "그림 ‘{name}’{name:을/를} 읽을 수 없습니다: {reason_ko}",
        "The picture “{name}” cannot be read: {reason_en}",
    )
    remedy: ClassVar[Words] = Words(
        "JPEG 또는 PNG로 다시 저장한 그림을 올려 주시기 바랍니다.",
        "Save the picture again as JPEG or PNG.",
    )
    exit_code: ClassVar[int] = 3
