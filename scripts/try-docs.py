#!/usr/bin/env python3
"""Runs the commands of the documentation's pages, and holds what they print against the page.

    scripts/try-docs.py FOLDER-OF-PROGRAMS PAGE…

Each page is one session of bash in a folder of its own, with jelouctl and jelou-emulator from the folder that is named.
A block of `sh` is run as it stands and has to succeed. In a block of `console` the lines behind `$ ` are run; a block
without one is what the block of `sh` before it printed. Each line that a page shows has to be printed, as often as it is
shown; in which order is not compared, because two streams meet, and pages may leave out what repeats. Times, ports, runs
and digests differ from run to run and are not compared. A block behind `<!-- not run: REASON -->` is not run; what stands between `<!-- run` and `-->` on lines
of their own is run and not shown.
"""
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

FENCE = re.compile(r"^```(sh|console)\n(.*?)^```$|^<!-- run\n(.*?)^-->$", re.M | re.S)
SKIPPED = re.compile(r"<!-- not run: .+? -->\s*\Z")
VARYING = [
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z"), "TIME"),
    (re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{8}"), "RUN"),
    (re.compile(r"127\.0\.0\.1:\d+"), "HOST"),
    (re.compile(r"\bon \S+ \(pid \d+\)"), "PROCESS"),
    (re.compile(r"sha256:[0-9a-f]{8,64}"), "DIGEST"),
    (re.compile(r"\b[0-9a-f]{12,64}\b"), "HEX"),
    (re.compile(r"\b[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\b", re.I), "UUID"),
]


def plain(line):
    for pattern, word in VARYING:
        line = pattern.sub(word, line)
    return re.sub(r"\s+", " ", line).strip()


def blocks(page):
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        if not SKIPPED.search(text[: match.start()]):
            line = text.count("\n", 0, match.start()) + 1
            yield (line, match[1], match[2]) if match[1] else (line, "sh", match[3])


def session(page):
    """Yields (line, command, lines that the page shows, or None)."""
    last = None
    for line, kind, body in blocks(page):
        if kind == "sh":
            if last:
                yield last
            last = (line, body, None)
            continue
        if not body.startswith("$ "):
            if last:
                yield (last[0], last[1], body.splitlines())
                last = None
            continue
        if last:
            yield last
            last = None
        for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            yield (line, command + "\n", shown.splitlines())
    if last:
        yield last


def missing(shown, printed):
    """The first line of the page that was not printed; None if all were."""
    printed = Counter(plain(line) for line in printed)
    for line in shown:
        wanted = plain(line)
        if not wanted or wanted.endswith("…"):
            continue
        if printed[wanted] == 0:
            return line
        printed[wanted] -= 1
    return None


def run(page, programs):
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("JELOU", "GITHUB_", "CI_"))
        }
        environment.pop("CI", None)
        environment["HOME"] = folder
        environment["PATH"] = f"{programs}:{environment['PATH']}"
        marker = "--- end of a block ---"
        steps = list(session(page))
        script = "trap 'kill $(jobs -p) 2>/dev/null' EXIT\n"
        for _, command, _ in steps:
            script += f"{{ {command}\n}} 2>&1; printf '\\n%s %s\\n' '{marker}' $?\n"
        result = subprocess.run(
            ["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        parts = re.split(re.escape(marker) + r" (\d+)\n", result.stdout)
        for index, (line, command, shown) in enumerate(steps):
            if 2 * index + 1 >= len(parts):
                failures.append(f"{page}:{line}: was not reached")
                break
            printed, status = parts[2 * index], int(parts[2 * index + 1])
            if shown is None and status != 0:
                failures.append(f"{page}:{line}: ended with {status}\n{command}{printed}")
            if shown is not None and (gap := missing(shown, printed.splitlines())) is not None:
                failures.append(f"{page}:{line}: did not print: {gap}\n$ {command}{printed}")
    return len(steps), failures


def main():
    programs = Path(sys.argv[1]).resolve()
    failed = False
    for name in sys.argv[2:]:
        count, failures = run(Path(name), programs)
        print(f"{name}: {count} commands, {len(failures)} failures")
        for failure in failures:
            failed = True
            print("  " + failure.replace("\n", "\n    "))
    sys.exit(1 if failed else 0)


main()
