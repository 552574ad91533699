"""The bytes of a file, within bounds, and the text that they are."""

from pathlib import Path

from knowledge.errors import RecordError

BYTE_ORDER_MARK = "utf-8-sig"


def read_bytes(path: Path, most: int, remedy: str) -> bytes:
    """A file's bytes.

    Raises RecordError where there is no such file, it can't be read, or has more than `most` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise RecordError(path, "no such file") from None
    except OSError as error:
        raise RecordError(path, f"can't be read: {error.strerror}") from None
    except ValueError:
        raise RecordError(path, "no file's name") from None
    refuse_larger(path, data, most, remedy)
    return data


def refuse_larger(path: Path, data: bytes, most: int, remedy: str) -> None:
    """Raise RecordError where a file has more than `most` bytes; `data` is all of it, or enough to tell."""
    if len(data) > most:
        raise RecordError(path, f"more than {most / 1_000_000:g} MB", remedy=remedy)


def decoded(path: Path, data: bytes) -> str:
    """The text of a file in UTF-8. Raises RecordError with the first byte that isn't, and its line."""
    try:
        return data.decode(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise not_utf8(path, data, error, "save the file as UTF-8") from None


def not_utf8(path: Path, data: bytes, error: UnicodeDecodeError, remedy: str) -> RecordError:
    """What is wrong with a file that isn't UTF-8: the byte, its place from the file's start (from 1), its line."""
    # The decoder for a byte order mark counts from behind it.
    start = error.start + (len(data) - len(error.object))
    problem = f"not UTF-8: byte 0x{data[start]:02X}, the file's {start + 1:,}."
    return RecordError(path, problem, data[:start].count(b"\n") + 1, remedy)
