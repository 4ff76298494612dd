"""A headless Chromium for tests, driven over its debugging pipe with the standard library alone.

``open_page(html)`` shows a page and says what became of it: what a script computes in it, what it logged, which
addresses it asked for. The browser starts with the first page and ends with the tests.
"""

from __future__ import annotations

import atexit
import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
_SECONDS = 30.0  # for any answer: a busy machine starts Chromium in five
_NOT_3_OR_4 = 10  # the pipe's ends are numbered from here, so that making them 3 and 4 overwrites neither


class BrowserError(Exception):
    """Chromium answered with an error, or not at all, or a script in the page threw."""


@dataclass
class Page:
    """One page that is open. ``console`` holds what it logged, threw or was refused by its security policy."""

    browser: Browser
    session: str
    target: str
    url: str
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def evaluate(self, script: str) -> Any:
        """The value, as JSON has it, of a script's last expression; a promise is awaited."""
        result = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise BrowserError(json.dumps(result["exceptionDetails"], ensure_ascii=False))
        return result["result"].get("value")

    def set_viewport(self, width: int, height: int = 800) -> None:
        """Make the window so many CSS pixels wide; below 500 it is a phone's."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )

    def set_media(self, media: str = "", **features: str) -> None:
        """Emulate a medium (``print``) and media features: ``set_media(prefers_color_scheme="dark")``."""
        said = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", media=media, features=said)

    def press(self, key: str) -> None:
        """Press and release a key by its DOM name (``Tab``, ``Enter``) or a character."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = {"Enter": 13, "Tab": 9, "Escape": 27}.get(key, 0)
        for kind in ("keyDown", "keyUp"):
            extra = {"text": text} if text and kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **extra)

    def screenshot(self, path: str | Path, *, whole: bool = False) -> None:
        """Write what the window shows, or the ``whole`` page, as a PNG."""
        data = self.send("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        Path(path).write_bytes(base64.b64decode(data))

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol in this page."""
        return self.browser.call(method, parameters, self.session)

    def close(self) -> None:
        """Close the page."""
        self.browser.close(self)

    def hear(self, method: str, said: dict[str, Any]) -> None:
        """Note an event of the protocol."""
        if method == "Runtime.consoleAPICalled":
            self.console.append(" ".join(str(a.get("value", a.get("description"))) for a in said["args"]))
        elif method == "Runtime.exceptionThrown":
            details = said["exceptionDetails"]
            self.console.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded":
            self.console.append(said["entry"]["text"])
        elif method == "Network.requestWillBeSent" and said["request"]["url"] != self.url:
            self.requests.append(said["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(said["message"])
            self.browser.post("Page.handleJavaScriptDialog", {"accept": False}, self.session)


class Browser:
    """A running Chromium with an empty profile, and the pages open in it."""

    def __init__(self) -> None:
        program = shutil.which("chromium")
        if program is None:
            raise BrowserError("no chromium on PATH")
        self._directory = Path(tempfile.mkdtemp(prefix="tabl10n-chromium-"))
        self._numbers = itertools.count(1)
        self._files = itertools.count(1)
        self._buffer = b""
        self._pages: dict[str, Page] = {}
        self._pid, self._to, self._from = _start(program, self._directory)

    def open(self, html: str, width: int = 1280) -> Page:
        """Show ``html`` as a file of its own, loaded to the end."""
        file = self._directory / f"page{next(self._files)}.html"
        file.write_text(html, encoding="utf-8-sig")  # a fragment names no encoding, and the browser would guess
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = self._pages[session] = Page(self, session, target, file.as_uri())
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.send(f"{domain}.enable")
        page.set_viewport(width)
        page.send("Page.navigate", url=page.url)
        self._wait(lambda: page.evaluate("location.href != 'about:blank' && document.readyState") == "complete")
        return page

    def close(self, page: Page) -> None:
        """Close a page and forget it."""
        self.call("Target.closeTarget", {"targetId": page.target})
        del self._pages[page.session]

    def quit(self) -> None:
        """End the browser and remove its profile."""
        os.kill(self._pid, signal.SIGTERM)
        os.waitpid(self._pid, 0)
        shutil.rmtree(self._directory, ignore_errors=True)

    def post(self, method: str, parameters: dict[str, Any], session: str = "") -> int:
        """Send a command without waiting for its answer; its number."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self._to, json.dumps(message).encode() + b"\0")
        return number

    def call(self, method: str, parameters: dict[str, Any], session: str = "") -> dict[str, Any]:
        """Send a command and wait for its answer; events that come first are noted."""
        number = self.post(method, parameters, session)
        for message in self._messages():
            if message.get("id") == number:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error']['message']}")
                answer: dict[str, Any] = message["result"]
                return answer
            if "method" in message and message.get("sessionId") in self._pages:
                self._pages[message["sessionId"]].hear(message["method"], message["params"])
        raise BrowserError(f"{method}: no answer")

    def _messages(self) -> Iterator[dict[str, Any]]:
        """Messages as they come, until none has come for too long."""
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            message, separator, rest = self._buffer.partition(b"\0")
            if separator:
                self._buffer = rest
                yield json.loads(message)
            elif select.select([self._from], [], [], max(0, end - time.monotonic()))[0]:
                read = os.read(self._from, 1 << 20)
                if not read:
                    return
                self._buffer += read

    def _wait(self, done: Any) -> None:
        end = time.monotonic() + _SECONDS
        while not done():
            if time.monotonic() > end:
                raise BrowserError("the page did not load")
            time.sleep(0.01)


def _start(program: str, directory: Path) -> tuple[int, int, int]:
    """Chromium's process, the descriptor to write commands to, and the one to read answers from."""
    read_commands, commands = os.pipe()
    answers, write_answers = os.pipe()
    child_reads = fcntl.fcntl(read_commands, fcntl.F_DUPFD_CLOEXEC, _NOT_3_OR_4)
    child_writes = fcntl.fcntl(write_answers, fcntl.F_DUPFD_CLOEXEC, _NOT_3_OR_4)
    quiet = os.open(os.devnull, os.O_RDWR)
    arguments = [program, *_FLAGS, f"--user-data-dir={directory / 'profile'}", "about:blank"]
    actions = [(os.POSIX_SPAWN_DUP2, old, new) for old, new in ((quiet, 2), (child_reads, 3), (child_writes, 4))]
    pid = os.posix_spawn(program, arguments, os.environ, file_actions=actions)
    for descriptor in (read_commands, write_answers, child_reads, child_writes, quiet):
        os.close(descriptor)
    return pid, commands, answers


@cache
def _browser() -> Browser:
    browser = Browser()
    atexit.register(browser.quit)
    return browser


def open_page(html: str, width: int = 1280) -> Page:
    """Show ``html`` in the browser that all tests of this process share. Close the page when done with it."""
    return _browser().open(html, width)
