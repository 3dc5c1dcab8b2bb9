"""What can be wrong with a letter's template, each with its line and its remedy."""

from __future__ import annotations

from gongyak.errors import GongyakError, Words

_NO_LINE = 0


class BrokenLetterTemplate(GongyakError):
    """A template that could not write every letter; values: ``name``, ``line``, mistake, fix, ``fields``.

    ``name`` is that of its file, ``mistake`` and ``fix`` come in both languages, ``fields`` are those that
    the template may use.
    """

    text = Words(
        "편지 양식 ‘{name}’{name:을/를} 쓸 수 없습니다{where_ko}: {mistake_ko}",
        "The letter template “{name}” cannot be used{where_en}: {mistake_en}",
    )
    remedy = Words(
        "{fix_ko}{fields_ko} 적는 법은 docs/letters.md에 있습니다.",
        "{fix_en}{fields_en} See docs/letters.md for the language.",
    )
    exit_code = 6

    def __init__(
        self, name: str, mistake: Words, fix: Words, *, line: int = _NO_LINE, fields: tuple[str, ...] = ()
    ) -> None:
        """Keep which line of which template is wrong how, and what it may use instead."""
        listed = ", ".join(fields)
        super().__init__(
            name=name,
            line=line,
            fields=fields,
            mistake_ko=mistake.ko,
            mistake_en=mistake.en,
            fix_ko=fix.ko,
            fix_en=fix.en,
            where_ko=f"({line}째 줄)" if line else "",
            where_en=f" (line {line})" if line else "",
            fields_ko=f" 쓸 수 있는 항목: {listed}." if listed else "",
            fields_en=f" Fields there are: {listed}." if listed else "",
        )


class NoSuchLetterTemplate(GongyakError):
    """A kind and part of which there is no template; values: ``kind``, ``part``, ``known``."""

    text = Words(
        "편지 양식 ‘{kind} {part}’{part:이/가} 없습니다.", "There is no letter template “{kind} {part}”."
    )
    remedy = Words("다음 가운데 하나를 입력하여 주시기 바랍니다: {known}", "Name one of these: {known}")
    exit_code = 4


class NoSuchLetter(GongyakError):
    """A kind of letter that there is not; values: ``kind``, ``known``."""

    text = Words("‘{kind}’{kind:이라는/라는} 편지는 없습니다.", "There is no letter “{kind}”.")
    remedy = Words("다음 가운데 하나를 입력하여 주시기 바랍니다: {known}", "Name one of these: {known}")
    exit_code = 4


class UnreadableLetterTemplate(GongyakError):
    """The file of a template cannot be read; values: ``path``, ``reason``."""

    text = Words(
        "편지 양식을 읽을 수 없습니다: {path} ({reason})", "The template cannot be read: {path} ({reason})"
    )
    remedy = Words(
        "경로와 읽기 권한을 확인하고, UTF-8 글자 파일로 저장하여 주시기 바랍니다.",
        "Check the path and its permissions, and save it as a text file in UTF-8.",
    )
    exit_code = 6
