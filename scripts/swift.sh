#!/usr/bin/env bash
# Runs `swift build`, `swift test` or another SwiftPM subcommand with the flags that this repository always uses.
# Every script goes through here, so that no two of them disagree about a flag and make SwiftPM build again.
# Warnings are errors by the settings in Package.swift, not by a flag: a flag would reach into the dependencies.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ $# -eq 0 ]; then
    echo "usage: scripts/swift.sh build|test|run [OPTION…]" >&2
    exit 64
fi
subcommand=$1
shift
# Hundreds of tests at once would starve each other's time-outs on a small machine. A toolchain without the flag does without.
if [ "$subcommand" = test ] && swift test --help-hidden 2>/dev/null | grep -q -e --experimental-maximum-parallelization-width; then
    set -- --experimental-maximum-parallelization-width 8 "$@"
fi
exec swift "$subcommand" --explicit-target-dependency-import-check error "$@"
