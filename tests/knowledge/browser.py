"""Which words of a page a browser marks for a text fragment: headless Chromium, told over its DevTools protocol.

It is asked for the ranges that it found by `getMatchingRange`, an interface of its own that a flag switches on
(https://chromium.googlesource.com/chromium/src, text_directive.idl): scripts of a page can't see what is marked.
"""

import asyncio
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    # It sees this project's pages only, and its sandbox needs what a container hasn't.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--enable-blink-features=TextFragmentAPI",
    "--remote-debugging-port=0",
)
AT_ONCE = 16
"""Directives in one address, each looked for by itself; Chromium 156 leaves out what comes after the 16th."""
RANGES = """
(async () => {
  if (document.readyState !== "complete") await new Promise(done => addEventListener("load", done));
  const directives = document.fragmentDirective.items;
  if (!directives) return null;
  const marked = async directive => {
    const range = await directive.getMatchingRange().catch(() => null);
    if (!range) return null;
    const before = new Range();
    before.setStart(document.body, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return [before.toString(), range.toString()];
  };
  return Promise.all(Array.from(directives, marked));
})()
"""


@dataclass(frozen=True)
class Browser:
    """A Chromium that runs."""

    port: int

    def marked(self, page: Path, directives: Sequence[str]) -> list[tuple[str, str] | None]:
        """The text before what each directive marks on a page, and the text marked; None where nothing is."""
        return asyncio.run(self._marked(page.as_uri(), directives))

    async def _marked(self, page: str, directives: Sequence[str]) -> list[tuple[str, str] | None]:
        marked: list[tuple[str, str] | None] = []
        async with aiohttp.ClientSession(f"http://127.0.0.1:{self.port}") as session:
            async with session.put("/json/new?about:blank") as response:
                tab = await response.json()
            async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                for first in range(0, len(directives), AT_ONCE):
                    together = "&".join(directives[first : first + AT_ONCE])
                    # From elsewhere: an address that differs in its fragment only wouldn't load the page again.
                    await call(socket, "Page.navigate", url="about:blank")
                    await call(socket, "Page.navigate", url=f"{page}#:~:{together}")
                    answer = await call(
                        socket, "Runtime.evaluate", expression=RANGES, awaitPromise=True, returnByValue=True
                    )
                    assert "exceptionDetails" not in answer, answer
                    if answer["result"]["value"] is None:
                        pytest.skip("this Chromium doesn't tell which words it marks")
                    marked += [pair and tuple(pair) for pair in answer["result"]["value"]]
            async with session.get(f"/json/close/{tab['id']}"):
                pass
        return marked


async def call(socket: aiohttp.ClientWebSocketResponse, method: str, **params: Any) -> Any:
    await socket.send_json({"id": 1, "method": method, "params": params})
    answer = await socket.receive_json()
    assert answer.get("id") == 1, answer
    assert "error" not in answer, answer
    return answer["result"]


@contextmanager
def running(profile: Path) -> Iterator[Browser]:
    """A Chromium with a profile of its own; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium here (Debian's package is `chromium`)")
    with subprocess.Popen(
        [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            lines = []
            for line in process.stderr or ():
                lines.append(line)
                if listening := re.search(r"DevTools listening on ws://[^:]+:(\d+)/", line):
                    yield Browser(int(listening[1]))
                    break
            else:
                pytest.fail(f"Chromium didn't start: {''.join(lines)}")
        finally:
            process.terminate()
