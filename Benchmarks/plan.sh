#!/usr/bin/env bash
# Times `jelouctl plan` for N projects against a C loop over libyaml's events, in turn; see README.md beside this file.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
count=${1:-100000}
runs=${2:-7}
program=${JELOUCTL:-$here/../.build/release/jelouctl}
[ -x "$program" ] || { echo "there is no $program: run \`make release\` first" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -o "$work/events" "$here/events.c" -lyaml
cc -O2 -o "$work/measure" "$here/measure.c"

# Every hundredth project differs from what the state holds.
desired() {
    echo "version: 1"
    echo "projects:"
    awk -v n="$count" -v moved="$1" 'BEGIN {
        for (i = 0; i < n; i++) {
            v = (moved && i % 100 == 0) ? "v2" : "v1"
            printf "  \"%08d\":\n    name: Project number %d\n    webhookUrl: https://panel.example.com/%s/hooks/%08d\n    authType: no_auth\n    labels: { team: ventas }\n", i, i, v, i
        }
    }'
}
state() {
    printf '{"formatVersion":1,"lineage":"00000000-0000-4000-8000-000000000000","serial":1,"writtenAt":"2026-01-01T00:00:00Z","fingerprintKey":"%064d","projects":[\n' 0
    awk -v n="$count" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "{\"id\":\"%08d\",\"name\":\"Project number %d\",\"webhookUrl\":\"https://panel.example.com/v1/hooks/%08d\",\"authType\":\"no_auth\",\"access\":{\"apiKey\":{\"env\":\"JELOU_API_KEY\"}},\"baseUrl\":\"https://gateway.jelou.ai/platform\",\"labels\":{\"team\":\"ventas\"},\"sourceFile\":\"jelou.yaml\",\"appliedAt\":\"2026-01-01T00:00:00Z\",\"run\":\"benchmark\"}%s\n", i, i, i, i < n - 1 ? "," : ""
    }'
    echo ']}'
}
desired 1 > "$work/jelou.yaml"
mkdir "$work/.jelouctl"
state > "$work/.jelouctl/state.json"

cd "$work"
"$program" plan | tail -n 1
for _ in $(seq "$runs"); do
    ./measure "$program" plan >> plan.txt
    ./measure ./events jelou.yaml >> floor.txt
done
median() { cut -d' ' -f"$2" "$1" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
plan=$(median plan.txt 1)
floor=$(median floor.txt 1)
bytes=$(cat jelou.yaml .jelouctl/state.json | wc -c)
awk -v plan="$plan" -v floor="$floor" -v kib="$(median plan.txt 3)" -v bytes="$bytes" -v n="$count" -v runs="$runs" 'BEGIN {
    printf "%d projects, %d runs in turn, medians\n", n, runs
    printf "plan, whole process  %.3f s, peak %.0f MB = %.2f x input (%.1f MB of YAML and state)\n", plan, kib / 1024, kib * 1024 / bytes, bytes / 1e6
    printf "C loop over events   %.3f s\n", floor
    printf "ratio                %.2f\n", plan / floor
}'
