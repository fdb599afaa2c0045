#!/usr/bin/env bash
# Runs all tests with coverage on, prints the line coverage of each library target, and fails below the minimum.
# It builds beside the ordinary build, because code compiled for coverage is compiled otherwise.
# COVERAGE_MINIMUM=N asks for N percent in total; 85 unless said.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$(pwd -P)
minimum=${COVERAGE_MINIMUM:-85}
options=(--scratch-path .build/coverage --enable-code-coverage)

./scripts/swift.sh test "${options[@]}"
report=$(./scripts/swift.sh test "${options[@]}" --show-codecov-path | tail -n 1)
if [ ! -s "$report" ]; then
    echo "coverage: error: no report at $report" >&2
    exit 1
fi

# Library targets are the folders of Sources that hold Swift but no main.swift.
libraries() {
    local folder
    for folder in Sources/*/; do
        folder=${folder%/}
        [ -f "$folder/main.swift" ] && continue
        grep -rlqE '^@main' --include='*.swift' "$folder" && continue
        find "$folder" -name '*.swift' | grep -q . && basename "$folder"
    done
    return 0
}

# The report is one long line of JSON. Each of its files has first its name, then its summary with the lines.
grep -oE '"filename":"[^"]*"|"lines":\{"count":[0-9]+,"covered":[0-9]+' "$report" |
    awk -v prefix="$root/Sources/" -v minimum="$minimum" -v libraries="$(libraries | tr '\n' ' ')" '
        /^"filename"/ {
            target = ""
            path = substr($0, 13, length($0) - 13)
            if (index(path, prefix) == 1) {
                target = substr(path, length(prefix) + 1)
                sub(/\/.*/, "", target)
            }
            next
        }
        target != "" {
            split($0, part, /[:,}]/)
            lines[target] += part[3]
            covered[target] += part[5]
            target = ""
        }
        END {
            printf "\n%-20s %8s %8s %9s\n", "library target", "lines", "covered", "percent"
            n = split(libraries, name, " ")
            for (i = 1; i <= n; i++) {
                t = name[i]
                if (lines[t] > 0)
                    printf "%-20s %8d %8d %8.1f%%\n", t, lines[t], covered[t], 100 * covered[t] / lines[t]
                else
                    printf "%-20s %8d %8d %9s\n", t, 0, 0, "-"
                all += lines[t]
                hit += covered[t]
            }
            if (all == 0) {
                print "coverage: error: the report names no line of a library target"
                exit 1
            }
            percent = 100 * hit / all
            printf "%-20s %8d %8d %8.1f%%\n", "total", all, hit, percent
            if (percent < minimum) {
                printf "coverage: error: %.1f%% is below %s%%\n", percent, minimum
                exit 1
            }
        }'
