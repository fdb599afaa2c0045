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
exec swift "$subcommand" --explicit-target-dependency-import-check error "$@"
