#!/usr/bin/env bash
# Checks the form of the sources: swift-format's rules, sizes of files, words that have no place here, shell scripts.
# Reports everything it finds before it fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

longest=400
failures=0

fail() {
    printf '%s\n' "$*" >&2
    failures=$((failures + 1))
}

# Each Swift file of ours, one a line.
sources() { find Sources Tests -name '*.swift' -type f | LC_ALL=C sort; }

echo "lint: swift format"
swift format lint --strict --parallel --recursive Sources Tests Package.swift ||
    fail "lint: swift format has findings (\`make format\` mends most of them)"

echo "lint: files of at most $longest lines"
while IFS= read -r file; do
    lines=$(awk 'END { print NR }' "$file")
    [ "$lines" -le "$longest" ] || fail "$file: error: $lines lines, more than $longest: split it by subject"
done < <(sources)

# forbidden WORD REASON: no line of code may hold WORD; comments may.
forbidden() {
    local found
    found=$(sources | tr '\n' '\0' | xargs -0 grep -nF -e "$1" /dev/null | grep -vE '^[^:]+:[0-9]+:[[:space:]]*//' || true)
    [ -z "$found" ] || fail "$found"$'\n'"error: \`$1\` $2"
}

echo "lint: forbidden words"
forbidden 'try!' 'crashes on input: throw, or handle the error'
forbidden ' as! ' 'crashes on input: cast with "as?"'
forbidden 'fatalError(' 'crashes on input: throw, or make the case impossible by type'
forbidden '@unchecked Sendable' 'hides data races: use values, or an actor'
forbidden 'nonisolated(unsafe)' 'hides data races: use values, or an actor'
forbidden 'DispatchSemaphore' 'blocks a thread of the pool: use structured concurrency'

echo "lint: shell scripts"
for script in scripts/*.sh .ci/run; do
    bash -n "$script" || fail "$script: error: bash cannot read it"
done
if command -v shellcheck >/dev/null 2>&1; then
    shellcheck --severity=warning scripts/*.sh .ci/run || fail "lint: shellcheck has findings"
fi

if [ "$failures" -gt 0 ]; then
    echo "lint: failed" >&2
    exit 1
fi
echo "lint: clean"
