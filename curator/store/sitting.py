"""The place of the one window that writes: a lock file beside the store, freed by the system if we are killed."""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from curator.paths import computer

_BYTE = 1 << 20  # what is locked lies far behind the text, which others want to read


class Sitting:
    """One window's claim on a store. The file names who sits there; only the lock on it counts."""

    def __init__(self, store: Path) -> None:
        """Of the store at this path; nothing is taken yet."""
        self._path = store.with_name(store.name + ".lock")
        self._file: IO[bytes] | None = None

    def take(self, reader: str) -> bool:
        """Sit down under this name; False while another window sits there."""
        if self._file:
            return True
        try:
            file = self._path.open("r+b" if self._path.exists() else "w+b", buffering=0)
        except OSError:
            return False
        if not _lock(file, attempts=5):
            file.close()
            return False
        who = {"reader": reader, "computer": computer(), "process": os.getpid()}
        file.truncate(0)
        file.write(json.dumps(who | {"since": datetime.now(UTC).isoformat(timespec="seconds")}).encode())
        self._file = file
        return True

    def holder(self) -> str:
        """Who sits there in another window, as `name (computer)`; empty if nobody does, or this one."""
        if self._file:
            return ""
        try:
            with self._path.open("r+b", buffering=0) as file:
                if _lock(file):
                    return ""
                who = json.loads(file.read(_BYTE - 1))
        except (OSError, ValueError):
            return ""
        return f"{who.get('reader', '?')} ({who.get('computer', '?')})"

    def leave(self) -> None:
        """Stand up. The file stays, empty: deleting it would let two windows lock two files of one name."""
        if self._file:
            self._file.truncate(0)
            self._file.close()
            self._file = None


def _lock(file: IO[bytes], attempts: int = 1) -> bool:
    """Lock `file` without waiting; more attempts get past one who only looks who sits there."""
    for _attempt in range(attempts - 1):
        if _try_lock(file):
            return True
        time.sleep(0.01)
    return _try_lock(file)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
