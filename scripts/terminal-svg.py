#!/usr/bin/env python3
"""Draws what a program wrote to a terminal as an SVG, colours included.

    jelouctl plan --color always | scripts/terminal-svg.py "jelouctl plan" > plan.svg

Reads UTF-8 with the SGR sequences that jelouctl writes (bold, dim, the colours 31 to 36) from standard input; the argument
is the command that stands above. Text stays text, so that it can be selected, searched and read aloud.
"""
import html
import re
import sys

CELL, LINE, MARGIN, SIZE = 8.4, 19, 16, 14
COLOURS = {31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea"}


def runs(line):
    """Splits a line into (text, attributes)."""
    state = {}
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        sequence = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not sequence:
            if part:
                yield part, dict(state)
            continue
        for code in (int(number or 0) for number in sequence[1].split(";")):
            if code == 0:
                state = {}
            elif code == 1:
                state["font-weight"] = "bold"
            elif code == 2:
                state["fill-opacity"] = "0.6"
            elif code in COLOURS:
                state["fill"] = COLOURS[code]


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    lines = sys.stdin.read().rstrip("\n").split("\n")
    if command:
        lines = [f"\x1b[2m$\x1b[0m \x1b[1m{command}\x1b[0m"] + lines
    columns = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
    width, height = round(columns * CELL + 2 * MARGIN), len(lines) * LINE + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">')
    print(f"<title>{html.escape(command or 'terminal')}</title>")
    print(f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>')
    print(
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="{SIZE}" fill="#e6edf3"'
        '>'
    )
    for number, line in enumerate(lines):
        spans, column = [], 0
        for text, attributes in runs(line):
            shown = "".join(f' {name}="{value}"' for name, value in attributes.items())
            # Words are pinned to their columns: fonts differ in width, columns must not. Wider gaps are no text, because
            # browsers close them.
            for words in re.finditer(r"\S+(?: \S+)*", text):
                left = MARGIN + (column + words.start()) * CELL
                place = f' x="{left:.1f}" textLength="{len(words[0]) * CELL:.1f}"'
                spans.append(f"<tspan{place}{shown}>{html.escape(words[0])}</tspan>")
            column += len(text)
        if spans:
            print(f'<text y="{MARGIN + (number + 1) * LINE - 5}">{"".join(spans)}</text>')
    print("</g>\n</svg>")


main()
