"""Run the command line so that what no page may cause ends it: python sandbox.py WRITABLE[:WRITABLE…] ARGUMENT…

Python reports what it is about to do (PEP 578); what is not promised raises Forbidden, a line `forbidden: …` on stderr
says it whoever catches that, and the exit status is 99. Processes that are forked are watched as well.
"""

from __future__ import annotations

import os
import sys
import tempfile

MARK = "kilroy"  # is in everything that the tests' pages hold: never in what is compiled, imported or started
# Events that change files: which of their arguments are paths, and which the open folders that these are in, if any.
WRITES: dict[str, dict[int, int | None]] = {
    "os.remove": {0: 1}, "os.rmdir": {0: 1}, "os.mkdir": {0: 2}, "os.chmod": {0: 2}, "os.chown": {0: 3},
    "os.rename": {0: 2, 1: 3}, "os.link": {1: 3}, "os.symlink": {1: 2}, "os.truncate": {0: None}, "os.utime": {0: 3},
    "os.setxattr": {0: None}, "shutil.rmtree": {0: 1}, "shutil.move": {0: None, 1: None}, "shutil.copyfile": {1: None},
    "tempfile.mkstemp": {0: None}, "tempfile.mkdtemp": {0: None},
}  # fmt: skip
RUNS = ("compile", "import", "ctypes.dlopen")
PROCESSES = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn")
NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.", "webbrowser.")
# A pool of processes looks whether there are semaphores, and asks nobody over a network for that.
QUIET = ("socket.gethostname",)


class Forbidden(BaseException):
    """What must not happen; nobody catches it."""


def watch(writable: list[str]) -> None:
    """Forbid from now on all that is not promised, for as long as this process and its children live."""

    def is_writable(path: object, folder: object = None) -> bool:
        if isinstance(path, int) or path is None:
            return True  # was opened before, under the same eyes
        name = os.fsdecode(path)  # type: ignore[arg-type]
        if isinstance(folder, int) and folder >= 0:
            name = f"/proc/self/fd/{folder}/{name}"
        real = os.path.realpath(name)
        return real == "/dev/null" or any(real == one or real.startswith(one + os.sep) for one in writable)

    def is_marked(event: str, arguments: tuple[object, ...]) -> bool:
        return event in RUNS and MARK in str(arguments).lower()

    def fail(event: str, *facts: object) -> None:
        os.write(2, f"forbidden: {event} {facts!r}\n".encode())
        raise Forbidden(event)

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = bool(int(flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))  # type: ignore[call-overload]
            if (writes or (isinstance(mode, str) and set(mode) & set("wax+"))) and not is_writable(path):
                fail(event, path, mode)
        elif event in WRITES:
            for path, folder in WRITES[event].items():
                is_in_folder = folder is not None and folder < len(arguments)
                if not is_writable(arguments[path], arguments[folder] if is_in_folder else None):  # type: ignore[index]
                    fail(event, *arguments)
        elif event == "subprocess.Popen":
            program, command = arguments[:2]
            if program != "git" or "--no-optional-locks" not in command:  # type: ignore[operator]
                fail(event, program, command)
        elif event in PROCESSES or (event.startswith(NETWORK) and event not in QUIET) or is_marked(event, arguments):
            fail(event, *arguments)

    sys.addaudithook(look)


if __name__ == "__main__":
    places, *command = sys.argv[1:]
    from tabl10n.build import builds
    from tabl10n.cli import run_command_line

    builds._MIN_SIZE_FOR_PROCESSES = 0
    os.getloadavg, os.cpu_count = lambda: (0.0, 0.0, 0.0), lambda: 2
    watch([os.path.realpath(one) for one in (*filter(None, places.split(os.pathsep)), tempfile.gettempdir())])
    try:
        status = run_command_line(command)
    except Forbidden:
        status = 99
    sys.exit(status)
