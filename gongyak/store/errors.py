"""What can go wrong between gongyak and its database, each mistake with its remedy."""

from __future__ import annotations

from typing import ClassVar

from gongyak.errors import GongyakError, Words

UNUSABLE = 5


class StoreError(GongyakError):
    """A mistake of the store; no database address in its values holds a password."""

    exit_code: ClassVar[int] = UNUSABLE


class CannotReach(StoreError):
    """The database is not there or refuses us; values: ``url``, ``reason`` (the driver's own words)."""

    text = Words(
        "데이터베이스 {url}에 연결할 수 없습니다({reason}).", "Cannot reach the database {url} ({reason})."
    )
    remedy = Words(
        "주소와 계정을 확인하고 서버가 켜져 있는지 확인하여 주시기 바랍니다.",
        "Check the address and the account, and that the server runs.",
    )
    retryable = True


class NoDriver(StoreError):
    """The driver for this kind of database is not installed; values: ``url``, ``module``."""

    text = Words(
        "데이터베이스 {url}에 필요한 {module} 모듈이 없습니다.",
        "The database {url} needs the module {module}, which is not installed.",
    )
    remedy = Words(
        "gongyak을 다시 설치하여 주시기 바랍니다(pip install --force-reinstall).",
        "Install gongyak anew (pip install --force-reinstall).",
    )


class NotADatabase(StoreError):
    """The file is no SQLite database, or is damaged; values: ``url``, ``reason``."""

    text = Words(
        "{url}{url:은/는} 데이터베이스 파일이 아니거나 손상되었습니다({reason}).",
        "{url} is no database file, or is damaged ({reason}).",
    )
    remedy = Words(
        "주소를 확인하거나 백업본으로 되돌려 주시기 바랍니다.", "Check the address, or restore a backup."
    )


class DatabaseLocked(StoreError):
    """Somebody else has been writing for longer than we waited; values: ``url``."""

    text = Words(
        "다른 작업이 데이터베이스 {url}{url:을/를} 쓰고 있습니다.",
        "Other work is writing to the database {url}.",
    )
    remedy = Words("잠시 후 다시 시도하여 주시기 바랍니다.", "Try again in a moment.")
    retryable = True


class NotInitialised(StoreError):
    """The database holds no tables of gongyak's yet; values: ``url``."""

    text = Words(
        "데이터베이스 {url}에 gongyak의 표가 아직 없습니다.",
        "The database {url} holds no tables of gongyak yet.",
    )
    remedy = Words("'gongyak init'을 실행하여 주시기 바랍니다.", "Run: gongyak init")


class OlderSchema(StoreError):
    """The tables are those of an older gongyak; values: ``url``, ``found``, ``needed`` (revisions)."""

    text = Words(
        "데이터베이스 {url}의 구조({found})가 이 프로그램의 것({needed})보다 오래되었습니다.",
        "The tables of {url} ({found}) are older than this program ({needed}).",
    )
    remedy = Words(
        "백업한 뒤 'gongyak migrate'를 실행하여 주시기 바랍니다.", "Make a backup, then run: gongyak migrate"
    )


class NewerSchema(StoreError):
    """The tables are those of a newer gongyak; values: ``url``, ``found``, ``needed`` (revisions)."""

    text = Words(
        "데이터베이스 {url}의 구조({found})가 이 프로그램의 것({needed})보다 새롭습니다.",
        "The tables of {url} ({found}) are newer than this program ({needed}).",
    )
    remedy = Words("gongyak을 새 판으로 올려 주시기 바랍니다.", "Install the newer gongyak.")


class DatabaseFull(StoreError):
    """No room is left for the database; values: ``url``."""

    text = Words(
        "데이터베이스 {url}{url:을/를} 저장할 공간이 부족합니다.", "No room is left for the database {url}."
    )
    remedy = Words(
        "디스크 공간을 확보한 뒤 다시 시도하여 주시기 바랍니다. 저장된 내용은 그대로입니다.",
        "Make room, then try again; nothing stored was lost.",
    )
    exit_code = 7


class ReadOnlyDatabase(StoreError):
    """The database may be read but not written; values: ``url``."""

    text = Words("데이터베이스 {url}에 쓸 수 없습니다(읽기 전용).", "The database {url} is read-only.")
    remedy = Words(
        "파일과 폴더의 쓰기 권한을 확인하여 주시기 바랍니다.",
        "Check that the file and its folder may be written.",
    )
    exit_code = 7


class Refused(StoreError):
    """The facts break a rule that the database keeps; values: ``rule`` (the broken rule in its words)."""

    text = Words("데이터베이스의 규칙에 어긋납니다: {rule}", "A rule of the database is broken: {rule}")
    remedy = Words(
        "같은 번호가 이미 있는지, 가리키는 항목이 등록되어 있는지 확인하여 주시기 바랍니다.",
        "Check that the key is not taken and that whatever is referred to exists.",
    )
    exit_code = 3


class ChangedMeanwhile(StoreError):
    """Somebody else changed the same row since it was read."""

    text = Words(
        "그사이 다른 사람이 같은 내용을 고쳤습니다.", "Somebody else has changed the same row meanwhile."
    )
    remedy = Words("새로 불러와 다시 고쳐 주시기 바랍니다.", "Read it again and repeat the change.")
    retryable = True


class NotStorable(StoreError):
    """A text that no database holds; values: ``text`` (escaped)."""

    text = Words(
        "저장할 수 없는 글자(NUL 등)가 있습니다: {text}",
        "The text holds what cannot be stored (NUL …): {text}",
    )
    remedy = Words("그 글자를 지워 주시기 바랍니다.", "Remove the character.")
    exit_code = 3


class NumberTooLarge(StoreError):
    """An amount or a count beyond all measure; values: ``number``."""

    text = Words("{number}{number:은/는} 저장하기에 너무 큰 수입니다.", "{number} is too large to be stored.")
    remedy = Words("숫자와 단위를 확인하여 주시기 바랍니다.", "Check the number and its unit.")
    exit_code = 3


class TwiceTheSame(StoreError):
    """Two facts of the same kind with the same key; values: ``kind``, ``key``."""

    text = Words("같은 항목이 두 번 있습니다: {kind} {key}", "The same fact is given twice: {kind} {key}")
    remedy = Words("하나만 남겨 주시기 바랍니다.", "Keep one of them.")
    exit_code = 3


class PictureMissing(StoreError):
    """A photo refers to a picture that is neither given nor stored; values: ``checksum``, ``photo``."""

    text = Words(
        "사진 {photo}의 그림({checksum})이 없습니다.", "The picture {checksum} of photo {photo} is not there."
    )
    remedy = Words("그림 파일을 함께 넣어 주시기 바랍니다.", "Give the picture file along.")
    exit_code = 3


class WrongPicture(StoreError):
    """A picture's bytes do not have the checksum they are given under; values: ``checksum``."""

    text = Words(
        "그림의 내용이 검사값 {checksum}{checksum:과/와} 다릅니다.",
        "The picture's bytes are not those of {checksum}.",
    )
    remedy = Words("그림 파일을 다시 읽어 주시기 바랍니다.", "Read the picture file again.")
    exit_code = 3


class NoCity(StoreError):
    """The database is ready but nothing has been entered."""

    text = Words("등록된 지방자치단체가 없습니다.", "No city has been entered yet.")
    remedy = Words("'gongyak load 폴더'로 자료를 불러와 주시기 바랍니다.", "Load the facts: gongyak load DIR")
    exit_code = 4


class NoSuchDraft(StoreError):
    """No draft has this number; values: ``number``."""

    text = Words("초안 {number}{number:이/가} 없습니다.", "There is no draft {number}.")
    remedy = Words("'gongyak drafts'로 번호를 확인하여 주시기 바랍니다.", "Look at: gongyak drafts")
    exit_code = 4


class HasDrafts(StoreError):
    """A pledge that reports were drafted of cannot be removed; values: ``pledge``, ``drafts`` (how many)."""

    text = Words(
        "공약 {pledge}{pledge:은/는} 초안 {drafts}건이 있어 지울 수 없습니다.",
        "Pledge {pledge} has {drafts} drafts and cannot be removed.",
    )
    remedy = Words(
        "지우지 말고 이행상태를 '폐기'로 바꾸어 주시기 바랍니다.", "Set its state to 폐기 instead."
    )


class VersionTaken(StoreError):
    """Somebody else has made a draft of this version meanwhile; values: ``number``."""

    text = Words(
        "그사이 다른 작업이 초안 {number}{number:을/를} 만들었습니다.",
        "Other work has made the draft {number} meanwhile.",
    )
    remedy = Words("다시 시도하여 주시기 바랍니다.", "Try again.")
    retryable = True


class NoSuchOccurrence(StoreError):
    """Nothing was due or asked for under this id; values: ``id``."""

    text = Words("실행 기록 {id}{id:이/가} 없습니다.", "There is no run {id}.")
    remedy = Words(
        "'gongyak schedule'로 실행 기록을 확인하여 주시기 바랍니다.", "Look at the runs: gongyak schedule"
    )
    exit_code = 4


class NoSuchLetter(StoreError):
    """No letter has this number; values: ``number``."""

    text = Words("편지 {number}{number:이/가} 없습니다.", "There is no letter {number}.")
    remedy = Words("'gongyak mail list'로 번호를 확인하여 주시기 바랍니다.", "Look at: gongyak mail list")
    exit_code = 4


class AddressSuppressed(StoreError):
    """A letter to an address that gets none any more; values: ``address``, ``reason`` (what it said last)."""

    text = Words(
        "{address} 앞으로는 발송이 중지되어 있어 보내지 않았습니다({reason}).",
        "{address} gets no letters any more, so it was not sent ({reason}).",
    )
    remedy = Words(
        "주소를 바로잡은 뒤 'gongyak mail retry'로 다시 보내 주시기 바랍니다.",
        "Correct the address, then: gongyak mail retry",
    )


class SenderDied(StoreError):
    """The process that was sending a letter died at the one moment after which nobody knows its fate."""

    text = Words(
        "보내던 도중 프로세스가 중단되어 편지가 도착하였는지 알 수 없습니다.",
        "The process died while sending, so nobody knows whether the letter has arrived.",
    )
    remedy = Words(
        "받는 사람에게 확인한 뒤 필요하면 'gongyak mail retry'로 다시 보내 주시기 바랍니다.",
        "Ask the recipient; if it has not, send it again: gongyak mail retry",
    )


class AlreadyTold(StoreError):
    """Somebody was told of it before, perhaps a moment ago by other work; values: ``key``."""

    text = Words("이미 알린 내용입니다: {key}", "This has been told already: {key}")
    remedy = Words("다시 계획하면 빠집니다.", "Plan anew: then it is left out.")
    retryable = True


class NoBackupTool(StoreError):
    """PostgreSQL's own program for backups is not installed; values: ``program``."""

    text = Words(
        "백업에 필요한 프로그램 {program}{program:이/가} 없습니다.",
        "The program {program}, which backups need, is not installed.",
    )
    remedy = Words(
        "데이터베이스 서버와 같은 판의 PostgreSQL 클라이언트(postgresql-client)를 설치하여 주시기 바랍니다.",
        "Install PostgreSQL's client programs (postgresql-client) of the server's version.",
    )


class BackupFailed(StoreError):
    """The backup could not be written; values: ``file``, ``reason`` (the program's or the system's words)."""

    text = Words("{file}에 백업하지 못하였습니다({reason}).", "The backup {file} failed ({reason}).")
    remedy = Words(
        "폴더의 쓰기 권한과 남은 공간, 데이터베이스의 상태를 확인하여 주시기 바랍니다.",
        "Check that the folder may be written and has room, and that the database is well.",
    )
    exit_code = 7
    retryable = True
