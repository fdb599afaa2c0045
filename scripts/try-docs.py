#!/usr/bin/env python3
"""Runs the commands of the documentation's pages, and holds every block that they show against what is so.

    scripts/try-docs.py FOLDER-OF-PROGRAMS PAGE…

Each page is one session of bash in a folder of its own, with jelouctl and jelou-emulator from the folder that is named, and
PROJECT for the top of the repository. A page below examples/ finds the files beside it in that folder. From top to bottom:

    ```sh                        is run as it stands; every command in it has to succeed
    ```console                   the lines behind `$ ` are run, and the lines below each one have to be printed by it; a command
                                 without any has to succeed. A block without `$ ` is what the block of `sh` before it printed
    <!-- run                     what stands between this line and `-->`, on a line of its own, is run as `sh` is, and not shown

Every other block says in a comment on the line before it what it is tied to; so may `sh` and `console`:

    <!-- printed by: COMMAND --> the block's lines have to be printed by the command
    <!-- JSON of: COMMAND -->    the block is JSON, and what the command prints has it in it: an object may have more keys, a list
                                 more items; an empty one has to be empty
    <!-- file: NAME -->          the block is written to that file; a command further down has to name it
    <!-- part of: PATH -->       the block's lines stand in that file of the repository, in this order
    <!-- not run: REASON -->     nothing can be held against it

A block that is none of these is a failure, and so is code that is set off by four spaces. Each line that is shown has to be
printed as often as it is shown; in which order is not compared, because two streams meet, and pages may leave out what repeats.
`…` in a line, or in a text of JSON, stands for any characters, so a line of it alone says nothing. White space, times, ports,
runs, processes and digests are not compared.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r" *(`{3,}|~{3,})(.*)")
TIE = re.compile(r"<!-- (printed by|JSON of|file|part of|not run): (.+) -->")
WAYS = "say above it: <!-- printed by: … -->, <!-- JSON of: … -->, <!-- file: … -->, <!-- part of: … --> or <!-- not run: … -->"
MARKER = "--- end of a block ---"
VARYING = [
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z"), "TIME"),
    (re.compile(r"\b\d{10}\.\d{3}\b"), "TIME"),
    (re.compile(r"\b20\d\d-\d\d-\d\d\b"), "DAY"),
    (re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{8}"), "RUN"),
    (re.compile(r"127\.0\.0\.1:\d+"), "HOST"),
    (re.compile(r"\bon \S+ \(pid \d+\)"), "PROCESS"),
    (re.compile(r"sha256:[0-9a-f]{8,64}"), "DIGEST"),
    (re.compile(r"\b[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\b", re.I), "UUID"),
    (re.compile(r"\b[0-9a-f]{12,64}\b"), "HEX"),
]


class Block(NamedTuple):
    line: int  # of the fence
    kind: str  # what stands behind the fence; "run" for what is hidden
    tie: str  # "", or what the comment above begins with
    target: str  # the rest of that comment
    body: list  # (line, text)

    @property
    def text(self):
        return "".join(text + "\n" for _, text in self.body)


class Step(NamedTuple):
    line: int
    command: str
    succeeds: bool  # whether each of its commands has to
    shown: list  # (line, text) that have to be printed
    json: bool = False


class Wrong(Exception):
    """What is wrong with the page itself: (line, text)."""


def blocks(page):
    """The blocks of the page, from top to bottom."""
    lines = page.read_text(encoding="utf-8").split("\n")
    number, before, tie = 0, "", None
    while number < len(lines):
        start, line = number + 1, lines[number]
        number += 1
        hidden = line.strip() == "<!-- run"
        fence = FENCE.fullmatch(line)
        if hidden or fence:
            indent, end = len(line) - len(line.lstrip()), "-->" if hidden else fence[1]
            body = []
            while number < len(lines) and lines[number].strip() != end:
                number += 1
                body.append((number, lines[number - 1][min(indent, len(lines[number - 1])):]))
            if number == len(lines):
                raise Wrong(start, f"has no end: {line}")
            number += 1
            kind = "run" if hidden else fence[2].strip()
            yield Block(start, kind, *((tie[1], tie[2]) if tie and not hidden else ("", "")), body)
            before, tie = line, None
            continue
        if tie and line.strip():
            raise Wrong(start, f"there is no block directly below `{tie[0]}`")
        if line.startswith(("    ", "\t")) and line.strip() and not before.strip():
            raise Wrong(start, f"code that is set off by spaces: put it between ``` lines ({line.strip()})")
        tie = TIE.fullmatch(line.strip()) or tie
        before = line


def steps(page):
    """What is to be run, one after another. What can be told without running is told here, as Wrong in the place of a step."""
    unshown = None  # the step of the last block of sh, as long as no block of console has told what it prints
    files = []
    for block in blocks(page):
        last, unshown = unshown, None
        if block.tie == "not run":
            continue
        if block.tie == "part of":
            if gap := not_part(block.body, PROJECT / block.target):
                yield Wrong(gap[0], f"does not stand in {block.target}, in this order: {gap[1]}")
        elif block.tie == "file":
            files.append((block.line, block.target))
            end = "END-OF-THE-FILE"
            make = f"mkdir -p \"$(dirname '{block.target}')\"\ncat > '{block.target}' <<'{end}'\n{block.text}{end}\n"
            yield Step(block.line, make, True, [])
        elif block.tie:
            yield Step(block.line, block.target + "\n", False, block.body, block.tie == "JSON of")
        elif block.kind in ("sh", "run"):
            files = [file for file in files if file[1] not in block.text]
            step = Step(block.line, block.text, True, [])
            unshown = step if block.kind == "sh" else None
            yield step
        elif block.kind == "console" and block.text.startswith("$ "):
            commands = [index for index, (_, text) in enumerate(block.body) if text.startswith("$ ")]
            for index, end in zip(commands, commands[1:] + [len(block.body)]):
                line, text = block.body[index]
                files = [file for file in files if file[1] not in text]
                shown = [(number, below) for number, below in block.body[index + 1 : end] if below.strip()]
                yield Step(line, text[2:] + "\n", not shown, shown)
        elif block.kind == "console" and last:
            last.shown.extend(block.body)
        elif block.kind == "console":
            yield Wrong(block.line, "no block of sh stands before this output, and no line begins with `$ `; or " + WAYS)
        else:
            yield Wrong(block.line, f"a block of {block.kind or 'no kind'} that is tied to nothing; " + WAYS)
    for line, name in files:
        yield Wrong(line, f"no command further down names the file {name}")


def not_part(body, path):
    """The first line of the body that does not stand in the file, below those before it; None if all do."""
    if not path.is_file():
        return body[0][0], "there is no such file"
    rest = iter(path.read_text(encoding="utf-8").split("\n"))
    for line, text in body:
        if text.strip() and not any(text.strip() == other.strip() for other in rest):
            return line, text
    return None


def plain(text):
    for pattern, word in VARYING:
        text = pattern.sub(word, text)
    return re.sub(r"\s+", " ", text).strip()


def alike(shown, printed):
    """Whether a plain line that is shown is the one that was printed; `…` is for any characters."""
    return shown == printed or ("…" in shown and re.fullmatch(".*".join(map(re.escape, shown.split("…"))), printed))


def not_printed(shown, printed):
    """The first line of the page that was not printed; None if all were. Lines without `…` choose first."""
    left = [plain(line) for line in printed.splitlines()]
    gaps = []
    for line, text in sorted(shown, key=lambda entry: "…" in entry[1]):
        wanted = plain(text)
        if wanted in ("", "…"):
            continue
        found = next((index for index, other in enumerate(left) if alike(wanted, other)), None)
        if found is None:
            gaps.append((line, text))
        else:
            del left[found]
    return min(gaps, default=None)


def gap_of_json(shown, value, at="$"):
    """Where `value` lacks what is shown; None if it lacks nothing."""
    if isinstance(shown, dict) and isinstance(value, dict) and (shown or not value):
        return next((f"{at}.{key}" if key not in value else gap for key in shown
                     if key not in value or (gap := gap_of_json(shown[key], value[key], f"{at}.{key}"))), None)
    if isinstance(shown, list) and isinstance(value, list) and (shown or not value):
        rest = iter(value)
        return next((f"{at}[{index}]" for index, item in enumerate(shown)
                     if not any(gap_of_json(item, other) is None for other in rest)), None)
    if shown == "…":
        return None
    if isinstance(shown, str) and isinstance(value, str):
        return None if alike(plain(shown), plain(value)) else at
    return None if type(shown) is type(value) and shown == value else at


def not_in_json(shown, printed):
    """(line, what is missing) if no value of the JSON that was printed has the one that is shown in it."""
    line = shown[0][0]
    try:
        wanted = json.loads("\n".join(text for _, text in shown))
    except ValueError as problem:
        return line, f"JSON in the block: {problem}"
    whole = None
    for start in re.finditer(r"^[{\[]", printed, re.M):  # something may stand around it on standard error
        try:
            whole = json.JSONDecoder().raw_decode(printed, start.start())[0]
            break
        except ValueError:
            continue
    if whole is None:
        return line, "any JSON"
    values = [whole]
    while values:
        value = values.pop()
        if gap_of_json(wanted, value) is None:
            return None
        values += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return line, f"JSON with this block in it; the whole differs at {gap_of_json(wanted, whole)}"


def output(page, programs, commands):
    """What the session printed, cut at the ends of the commands: text, what failed, text, what failed, …"""
    with tempfile.TemporaryDirectory() as folder:
        if page.resolve().is_relative_to(PROJECT / "examples"):
            shutil.copytree(page.parent, folder, dirs_exist_ok=True)
        environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("JELOU", "GITHUB_", "CI_", "GIT_")) and name != "CI"
        }
        environment |= {"HOME": folder, "PATH": f"{programs}:{environment['PATH']}", "PROJECT": str(PROJECT)}
        script = "trap 'kill $(jobs -p) 2>/dev/null' EXIT\n"
        script += "trap ': \"${failed:=$?: ${BASH_COMMAND//[[:cntrl:]]/ }}\"' ERR\n"
        for command in commands:
            script += f"failed=; {{ {command}}} 2>&1; printf '\\n%s %s\\n' '{MARKER}' \"$failed\"\n"
        try:
            result = subprocess.run(
                ["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, text=True, errors="replace",
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
            text = result.stdout
        except subprocess.TimeoutExpired as late:
            text = (late.stdout or b"").decode(errors="replace") + "\nstopped after 300 seconds\n"
    return re.split(re.escape(MARKER) + r" (.*)\n", text)


def failures_of(page, programs):
    """The number of steps, and (line, text) for each that failed."""
    try:
        found = list(steps(page))
    except Wrong as wrong:
        return 0, [wrong.args]
    failures = [step.args for step in found if isinstance(step, Wrong)]
    found = [step for step in found if isinstance(step, Step)]
    parts = output(page, programs, [step.command for step in found])
    for index, step in enumerate(found):
        printed = parts[2 * index]
        told = f"\n$ {step.command}{printed}"
        if 2 * index + 1 == len(parts):
            failures.append((step.line, "the session ended before this was done" + told))
            break
        if step.succeeds and parts[2 * index + 1]:
            failures.append((step.line, f"ended with {parts[2 * index + 1]}{told}"))
        elif step.shown and (gap := (not_in_json if step.json else not_printed)(step.shown, printed)):
            failures.append((gap[0], f"was not printed: {gap[1]}" + told))
    return len(found), sorted(failures)


def main():
    programs = Path(sys.argv[1]).resolve()
    failed = False
    for name in sys.argv[2:]:
        count, failures = failures_of(Path(name), programs)
        print(f"{name}: {count} steps, {len(failures)} failures", flush=True)
        for line, text in failures:
            failed = True
            print(f"{name}:{line}: {text}".replace("\n", "\n    "))
    sys.exit(1 if failed else 0)


main()
