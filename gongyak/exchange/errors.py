"""What can be wrong in a folder of facts: each mistake is a class."""

from __future__ import annotations

from typing import ClassVar

from gongyak.errors import GongyakError, Words


class _Fixed(GongyakError):
    """A mistake whose remedy is to correct the entry in its file."""

    remedy: ClassVar[Words] = Words("그 자리를 고쳐 주시기 바랍니다.", "Correct the entry.")
    exit_code = 3


class NoSuchFolder(_Fixed):
    """No folder of facts at the path given; values: ``folder``."""

    text = Words("'{folder}'{folder:은/는} 자료 폴더가 아닙니다.", "'{folder}' is no folder of facts.")
    remedy = Words(
        "city.yaml이 들어 있는 폴더를 지정하여 주시기 바랍니다.", "Name a folder that holds a city.yaml."
    )
    exit_code = 4


class NotAnExchangeFolder(_Fixed):
    """A folder that holds other things may not be written into; values: ``folder``."""

    text = Words(
        "'{folder}'에는 다른 파일이 있어 자료를 내보낼 수 없습니다.",
        "'{folder}' holds other files, so no facts are written into it.",
    )
    remedy = Words(
        "빈 폴더나 전에 내보낸 자료 폴더를 지정하여 주시기 바랍니다.",
        "Name an empty folder, or one that facts were written to before.",
    )
    exit_code = 7


class MissingFile(_Fixed):
    """A file that is named or needed is not there; values: ``name``."""

    text = Words("파일 '{name}'{name:이/가} 없습니다.", "There is no file '{name}'.")
    remedy = Words(
        "파일을 넣거나, 이름(대소문자·확장자 포함)을 확인하여 주시기 바랍니다.",
        "Put the file there, or check its name (capitals and ending too).",
    )


class StrayFile(_Fixed):
    """A file among the pledges that would not be read; values: ``name``."""

    text = Words(
        "'{name}'{name:은/는} 읽을 수 없는 이름의 파일입니다.", "'{name}' is not read because of its name."
    )
    remedy = Words(
        "공약 파일이면 이름을 '관리번호.yaml'로 바꾸고, 아니면 다른 곳으로 옮겨 주시기 바랍니다.",
        "Call a pledge's file '<number>.yaml'; move anything else away.",
    )


class FileUnreadable(_Fixed):
    """The system will not give the file; values: ``reason``."""

    text = Words("파일을 열 수 없습니다({reason}).", "The file cannot be opened ({reason}).")
    remedy = Words("파일의 권한을 확인하여 주시기 바랍니다.", "Check the file's permissions.")


class FileTooLarge(_Fixed):
    """A file over the limit; values: ``size``, ``limit`` (both in MB)."""

    text = Words(
        "파일이 너무 큽니다({size} MB, 한도 {limit} MB).", "The file is too large ({size} MB of {limit} MB)."
    )
    remedy = Words("파일을 줄이거나 나누어 주시기 바랍니다.", "Make it smaller or split it.")


class NotUtf8(_Fixed):
    """A file in another encoding; values: none."""

    text = Words("UTF-8로 저장된 파일이 아닙니다.", "The file is not saved as UTF-8.")
    remedy = Words(
        "편집기의 '다른 이름으로 저장'에서 인코딩을 UTF-8로 골라 저장하여 주시기 바랍니다.",
        "Save it again with the encoding UTF-8.",
    )


class ForbiddenCharacter(_Fixed):
    """A control character that neither YAML nor Word can hold; values: ``code`` (as U+0007)."""

    text = Words(
        "문서에 쓸 수 없는 글자({code})가 있습니다.", "The character {code} cannot stand in a document."
    )
    remedy = Words(
        "그 글자를 지워 주시기 바랍니다(화면에는 보이지 않을 수 있습니다).",
        "Delete it (it may be invisible).",
    )


class NotYaml(_Fixed):
    """Text that breaks the rules of YAML; values: ``reason_ko``, ``reason_en``."""

    text = Words("YAML 문법에 맞지 않습니다({reason_ko}).", "This is no YAML ({reason_en}).")
    remedy = Words(
        "들여쓰기를 확인하고, 내용에 ': '이나 ' #'이 있거나 기호로 시작하면 전체를 큰따옴표로 묶어 "
        "주시기 바랍니다.",
        "Check the indentation; put double quotes around text that holds ': ' or ' #' or begins with a sign.",
    )


class TabIndent(_Fixed):
    """A tab where YAML wants spaces; values: none."""

    text = Words("들여쓰기에 탭이 쓰였습니다.", "A tab is used for indentation.")
    remedy = Words("탭을 빈칸 두 개로 바꾸어 주시기 바랍니다.", "Replace the tab by two spaces.")


class AliasUsed(_Fixed):
    """An anchor, alias or tag of YAML; values: ``sign``."""

    text = Words("YAML의 '{sign}' 기호는 쓸 수 없습니다.", "YAML's sign '{sign}' is not taken.")
    remedy = Words(
        "내용이면 큰따옴표로 묶고, 아니면 값을 그대로 써 주시기 바랍니다.",
        "Put double quotes around text, or write the value out.",
    )


class TooDeep(_Fixed):
    """Entries nested deeper than any fact; values: none."""

    text = Words("항목이 너무 깊이 겹쳐 있습니다.", "The entries are nested too deep.")


class SecondDocument(_Fixed):
    """More than one YAML document in a file; values: none."""

    text = Words(
        "한 파일에 '---'로 나뉜 문서가 둘 이상입니다.", "The file holds more than one document ('---')."
    )
    remedy = Words("공약마다 파일을 나누어 주시기 바랍니다.", "Give each pledge a file of its own.")


class DuplicateKey(_Fixed):
    """The same key twice in one entry; values: ``key``."""

    text = Words("'{key}'{key:이/가} 두 번 쓰였습니다.", "'{key}' stands here twice.")
    remedy = Words("하나만 남겨 주시기 바랍니다.", "Keep one of them.")


class UnknownKey(_Fixed):
    """A key that means nothing here; values: ``key``, ``near`` (the keys it may have been meant for)."""

    text = Words("'{key}'{key:은/는} 없는 항목입니다.", "There is no key '{key}' here.")
    remedy = Words(
        "다음 가운데 하나로 고치거나, 문장의 일부이면 문장 전체를 큰따옴표로 묶어 주시기 바랍니다: {near}",
        "Use one of {near}; if it is part of a sentence, put double quotes around the whole sentence.",
    )


class MissingKey(_Fixed):
    """A key that must be there is not, or is left empty; values: ``key``."""

    text = Words("'{key}' 항목이 없거나 비어 있습니다.", "The key '{key}' is missing or empty.")
    remedy = Words("값을 써 주시기 바랍니다.", "Give it a value.")


class WrongKind(_Fixed):
    """A text where a list or a table belongs, or the reverse; values: ``value``, ``expected_ko/en``."""

    text = Words(
        "'{value}' 자리에는 {expected_ko}{expected_ko:이/가} 와야 합니다.",
        "'{value}' stands where {expected_en} belongs.",
    )
    remedy = Words(
        "docs/exchange.md의 예를 보고 고쳐 주시기 바랍니다.", "See the example in docs/exchange.md."
    )


class NotOneOf(_Fixed):
    """A value outside a fixed list; values: ``value``, ``known``."""

    text = Words("'{value}'{value:은/는} 쓸 수 없는 값입니다.", "'{value}' is none of the values allowed.")
    remedy = Words("다음 가운데 하나를 써 주시기 바랍니다: {known}", "Use one of: {known}")


class NotAnId(_Fixed):
    """An id with other characters than it may have; values: ``value``."""

    text = Words("'{value}'{value:은/는} id로 쓸 수 없습니다.", "'{value}' cannot be an id.")
    remedy = Words(
        "영문 소문자·숫자·밑줄로 32자까지 써 주시기 바랍니다.", "Use up to 32 characters of a-z, 0-9 and _."
    )


class NotAName(_Fixed):
    """A name that is empty, too long or has line breaks; values: ``value``."""

    text = Words("'{value}'{value:은/는} 이름으로 쓸 수 없습니다.", "'{value}' cannot be a name.")
    remedy = Words(
        "한 줄로 된 이름을 160자까지 써 주시기 바랍니다.", "Write a name on one line, up to 160 characters."
    )


class NotAFileName(_Fixed):
    """A text that cannot be (part of) a file's name; values: ``value``."""

    text = Words("'{value}'{value:은/는} 파일 이름이 될 수 없습니다.", "'{value}' cannot be a file's name.")
    remedy = Words(
        r'/ \ : * ? " < > | 없이, 점으로 시작하거나 끝나지 않게 60자까지 써 주시기 바랍니다.',
        r'Leave out / \ : * ? " < > |, begin and end with no full stop, use up to 60 characters.',
    )


class NotADay(_Fixed):
    """A date where one exact day belongs; values: ``value``."""

    text = Words("'{value}'{value:은/는} 하루가 아닙니다.", "'{value}' is not one day.")
    remedy = Words(
        "2024. 8. 29.와 같이 날짜 하나를 써 주시기 바랍니다.", "Write one day, such as 2024. 8. 29."
    )


class NotAHalf(_Fixed):
    """A half-year in another notation than ``2024H2``; values: ``value``."""

    text = Words("'{value}'{value:은/는} 반기가 아닙니다.", "'{value}' is no half-year.")
    remedy = Words("상반기는 2024H1, 하반기는 2024H2와 같이 써 주시기 바랍니다.", "Write 2024H1 or 2024H2.")


class NotAnAmount(_Fixed):
    """An amount that is no whole number of 천원; values: ``value``."""

    text = Words("'{value}'{value:은/는} 금액이 아닙니다.", "'{value}' is no amount.")
    remedy = Words(
        "천원 단위의 정수로 써 주시기 바랍니다(예: 1억 5천만원은 150000). 없으면 비워 둡니다.",
        "Write whole thousands of won (150000 for 150 million won); leave it empty where there is none.",
    )


class NotACount(_Fixed):
    """A count that is no whole number from 0 on; values: ``value``."""

    text = Words("'{value}'{value:은/는} 횟수가 아닙니다.", "'{value}' is no count.")
    remedy = Words("0 이상의 정수로 써 주시기 바랍니다.", "Write a whole number from 0 on.")


class NotALead(_Fixed):
    """A lead time that is no number of days; values: ``value``."""

    text = Words("'{value}'{value:은/는} 알림 시점이 아닙니다.", "'{value}' is no lead time.")
    remedy = Words(
        "행사일을 0으로 하여 날수로 써 주시기 바랍니다(D-7은 -7, D+3은 3).",
        "Write days counted from the date: -7 for a week before it, 3 for three days after it.",
    )


class OwnDeputy(_Fixed):
    """An official who stands in for himself; values: ``official``."""

    text = Words(
        "{official}{official:이/가} 자기 자신의 대행자로 적혀 있습니다.",
        "{official} is given as their own deputy.",
    )
    remedy = Words("다른 직원을 쓰거나 비워 주시기 바랍니다.", "Name somebody else, or leave it empty.")


class NotAnEmail(_Fixed):
    """An address that no letter can be sent to; values: ``value``."""

    text = Words("'{value}'{value:은/는} 전자우편 주소가 아닙니다.", "'{value}' is no e-mail address.")
    remedy = Words(
        "gildong@example.kr과 같이 주소 하나를 써 주시기 바랍니다.", "Write one address: gildong@example.kr"
    )


class NotAnInstant(_Fixed):
    """A text that is no point in time with its zone; values: ``value``."""

    text = Words("'{value}'{value:은/는} 일시가 아닙니다.", "'{value}' is no point in time.")
    remedy = Words(
        "2025-01-02T09:00:00+09:00과 같이 시간대까지 써 주시기 바랍니다.",
        "Write it with its zone: 2025-01-02T09:00:00+09:00.",
    )


class EmptyLine(_Fixed):
    """A topic or detail with neither text nor date; values: none."""

    text = Words("내용(text)도 날짜(when)도 없습니다.", "There is neither a text nor a date (when).")
    remedy = Words("내용을 쓰거나 줄을 지워 주시기 바랍니다.", "Write the text, or delete the line.")


class OutcomeOfResult(_Fixed):
    """An outcome of a line that was never a plan; values: none."""

    text = Words("계획이 아닌 줄에 outcomes가 있습니다.", "A line that is no plan has outcomes.")
    remedy = Words(
        "plan: true를 쓰거나 outcomes를 지워 주시기 바랍니다.", "Write plan: true, or delete the outcomes."
    )


class UnknownName(_Fixed):
    """A name that is defined nowhere; values: ``kind_ko``, ``kind_en``, ``value``, ``known``."""

    text = Words("'{value}'{value:은/는} 없는 {kind_ko}입니다.", "There is no {kind_en} '{value}'.")
    remedy = Words(
        "다음 가운데 하나를 쓰거나 먼저 등록하여 주시기 바랍니다: {known}",
        "Use one of these, or enter it first: {known}",
    )


class Twice(_Fixed):
    """An id, number or name that must be unique; values: ``kind_ko``, ``kind_en``, ``value``, ``first``."""

    text = Words(
        "{kind_ko} '{value}'{value:이/가} 이미 쓰였습니다({first}).",
        "The {kind_en} '{value}' is taken already ({first}).",
    )
    remedy = Words("둘 중 하나를 바꾸어 주시기 바랍니다.", "Change one of the two.")


class NumberIsNotFileName(_Fixed):
    """A pledge whose number is not the name of its file; values: ``number``."""

    text = Words(
        "관리번호 '{number}'{number:이/가} 파일 이름과 다릅니다.",
        "The number '{number}' is not the file's name.",
    )
    remedy = Words("둘을 같게 하여 주시기 바랍니다.", "Make them the same.")


class BadPicture(_Fixed):
    """A photo that is no picture, is damaged, or is of another kind than JPEG and PNG; values: ``name``."""

    text = Words("사진 '{name}'{name:을/를} 읽을 수 없습니다.", "The photo '{name}' cannot be read.")
    remedy = Words("JPEG 또는 PNG로 다시 저장하여 주시기 바랍니다.", "Save it again as JPEG or PNG.")


class PictureTooLarge(_Fixed):
    """A photo over the limits; values: ``name``, ``size``, ``limit`` (with their units)."""

    text = Words(
        "사진 '{name}'{name:이/가} 너무 큽니다({size}, 한도 {limit}).",
        "The photo '{name}' is too large ({size} of {limit}).",
    )
    remedy = Words("크기를 줄여 다시 저장하여 주시기 바랍니다.", "Save it again in a smaller size.")
