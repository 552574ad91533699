"""A bot in a process of its own, pointed at the loopback Discord."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import IO, Self

from tests.end_to_end.launcher import PRODUCT
from tests.end_to_end.loopback import TOKEN, Discord

ROOT = Path(__file__).resolve().parents[2]
BARE = "tests.end_to_end.bare:serve"


class BotProcess:
    """A bot's process, its lines as they come, and its end."""

    def __init__(self, discord: Discord, folder: Path, *, token: str = TOKEN, entry: str = PRODUCT, port: int = 0):
        base, gateway = discord.base, discord.gateway_url
        if port:
            base, gateway = (text.replace(":0/", f":{port}/") for text in (base, gateway))
        settings = {"SUMMIT_TOKEN": token, "SUMMIT_STATE": str(folder / "state")}
        # A test asks more in a minute than people do.
        settings |= {"SUMMIT_QUESTIONS_A_MINUTE": "1000", "SUMMIT_POSTS_A_MINUTE": "1000"}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        # An empty folder, so that no .env of the developer's is read.
        folder.mkdir(parents=True, exist_ok=True)
        self.lines: list[str] = []
        self._changed = Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.launcher", base, gateway, entry],
            cwd=folder,
            env={**kept, **settings, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        streams = (self._process.stdout, self._process.stderr)
        self._readers = [Thread(target=self._read, args=(stream,), daemon=True) for stream in streams]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                with self._changed:
                    self.lines.append(line.rstrip("\n"))
                    self._changed.notify_all()

    @property
    def said(self) -> str:
        """Everything that it printed, on either stream."""
        with self._changed:
            return "\n".join(self.lines)

    def wait_line(self, fits: Callable[[str], bool], *, count: int = 1, seconds: float = 15) -> str:
        """The nth line that fits, waited for."""

        def found() -> list[str]:
            return [line for line in self.lines if fits(line)]

        with self._changed:
            if not self._changed.wait_for(lambda: len(found()) >= count, seconds):
                raise AssertionError("no such line among:\n" + "\n".join(self.lines))
            return found()[count - 1]

    def terminate(self, number: int = signal.SIGTERM) -> None:
        """Ask it to end."""
        self._process.send_signal(number)

    def ends(self, *, seconds: float = 10) -> tuple[int, float]:
        """Its exit code, and how many seconds it took from now."""
        began = monotonic()
        code = self._process.wait(seconds)
        for reader in self._readers:
            reader.join()
        return code, monotonic() - began

    def stop(self) -> None:
        """End it, by force if need be."""
        if self._process.poll() is None:
            self.terminate()
            try:
                self._process.wait(6)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for reader in self._readers:
            reader.join()

    @property
    def memory(self) -> int:
        """Its resident memory in KiB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
