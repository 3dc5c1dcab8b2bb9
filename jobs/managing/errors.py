"""What keeps a change of reference data from being made, each with its remedy."""

from __future__ import annotations

from gongyak.errors import GongyakError, Words


class ChangedBefore(GongyakError):
    """Somebody else has changed the same thing since the page was opened; no values."""

    text = Words(
        "그사이 다른 사람이 같은 내용을 고쳐 저장하지 않았습니다.",
        "Somebody else has changed the same meanwhile; nothing was saved.",
    )
    remedy = Words(
        "아래의 지금 내용을 확인한 뒤 다시 입력하여 주시기 바랍니다.",
        "Look at what it is now, and try again.",
    )
    exit_code = 4


class FieldMissing(GongyakError):
    """A field that has to be filled in is empty; values: ``field_ko``, ``field_en``."""

    text = Words("{field_ko}{field_ko:을/를} 입력하지 않았습니다.", "{field_en} is missing.")
    remedy = Words("입력한 뒤 다시 저장하여 주시기 바랍니다.", "Fill it in and save again.")
    exit_code = 2


class UnfitField(GongyakError):
    """A field with what it cannot hold; values: ``field_ko``, ``field_en``, ``text``."""

    text = Words(
        "{field_ko}에 쓸 수 없는 값입니다: '{text}'", "This cannot be used as the {field_en}: '{text}'"
    )
    remedy = Words("값을 확인하고 다시 입력하여 주시기 바랍니다.", "Look at it and write it anew.")
    exit_code = 2


class EndsTooEarly(GongyakError):
    """A time that ends before it begins; values: ``since``, ``until``."""

    text = Words(
        "종료일({until})이 시작일({since})보다 앞섭니다.", "It ends ({until}) before it begins ({since})."
    )
    remedy = Words("두 날짜를 확인하여 주시기 바랍니다.", "Check the two days.")
    exit_code = 2


class NameTaken(GongyakError):
    """A name, an id or a day that another one has; values: ``name``."""

    text = Words("'{name}'{name:은/는} 이미 있습니다.", "There is a '{name}' already.")
    remedy = Words(
        "다른 이름을 쓰거나 이미 있는 것을 고쳐 주시기 바랍니다.", "Take another name, or change that one."
    )
    exit_code = 4


class NoSuchThing(GongyakError):
    """What was to be changed, or referred to, is not there (any more); values: ``name``."""

    text = Words("'{name}'{name:이/가} 등록되어 있지 않습니다.", "There is no '{name}'.")
    remedy = Words(
        "화면을 다시 열어 지금 내용을 확인하여 주시기 바랍니다.",
        "Open the page again and look at what there is.",
    )
    exit_code = 4


class StillUsed(GongyakError):
    """What others refer to cannot be removed; values: ``name``."""

    text = Words(
        "'{name}'{name:을/를} 쓰는 자료가 있어 지울 수 없습니다.",
        "'{name}' is referred to, and cannot be removed.",
    )
    remedy = Words(
        "이름을 바꾸거나, 사람은 직위의 종료일을 적어 주시기 바랍니다.",
        "Rename it; of a person, end the posts instead.",
    )
    exit_code = 4


class LastAdministrator(GongyakError):
    """After the change nobody could look after gongyak any more; no values."""

    text = Words(
        "이대로 저장하면 로그인할 수 있는 관리자가 한 사람도 남지 않습니다.",
        "After this nobody who can log in would be an administrator.",
    )
    remedy = Words(
        "다른 사람에게 먼저 관리자 직위와 계정을 주시기 바랍니다.",
        "Make somebody else an administrator first.",
    )
    exit_code = 4
