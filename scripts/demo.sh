#!/usr/bin/env bash
# Shows the whole job on this machine: YAML → plan → apply → nothing left to do, against the emulator over real HTTP.
# Works on a copy of examples/quickstart in a temporary folder, checks every exit status and the remote side, and
# cleans up however it ends. Needs no terminal, no standard input and no Jelou account.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

scratch=''  # the temporary folder, once there is one
emulator='' # its process id while it runs

# ---- how it looks ----------------------------------------------------------------------------------------------------

bold='' dim='' red='' green='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    bold=$'\033[1m' dim=$'\033[2m' red=$'\033[31m' green=$'\033[32m' plain=$'\033[0m'
    colour=always
else
    colour=never
fi

steps=0
step() { # step TEXT: one line about what comes
    steps=$((steps + 1))
    printf '\n%s%d. %s%s\n' "$bold" "$steps" "$*" "$plain"
}

note() { printf '%s# %s%s\n' "$dim" "$*" "$plain"; }
prompt() { printf '%s$ %s%s\n' "$bold" "$*" "$plain"; }

surprise() {
    printf '\n%sdemo: error: %s%s\n' "$red" "$*" "$plain" >&2
    if [ -n "$scratch" ] && [ -s "$scratch/emulator.err" ]; then
        printf 'the last words of the emulator:\n' >&2
        tail -n 10 "$scratch/emulator.err" >&2
    fi
    exit 1
}

# ---- cleaning up -----------------------------------------------------------------------------------------------------

stop_emulator() {
    [ -n "$emulator" ] || return 0
    local pid=$emulator waited=0
    emulator=''
    kill "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null && [ "$waited" -lt 30 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

clean_up() {
    local status=$?
    trap - EXIT
    trap '' INT TERM HUP PIPE
    stop_emulator
    cd /
    [ -z "$scratch" ] || rm -rf "$scratch"
    exit "$status"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM

# ---- checking --------------------------------------------------------------------------------------------------------

# run EXPECTED COMMAND…: shows the command and what it says, and stops if its exit status is another one.
run() {
    local expected=$1 status=0
    shift
    prompt "$*"
    "$@" >"$scratch/output" 2>&1 || status=$?
    cat "$scratch/output"
    cat "$scratch/output" >>"$scratch/transcript"
    [ "$status" -eq "$expected" ] || surprise "exit status $status, where $expected was expected: $*"
    note "exit status $status, as it should be"
}

# says TEXT: the last command printed it, colours or not.
says() {
    sed -e $'s/\033\\[[0-9;]*m//g' "$scratch/output" | grep -qF -e "$1" || surprise "it did not say: $1"
}

# remote EXPECTED PROJECT [TEXT]: asks the API itself, past jelouctl, and looks for the status and for TEXT in its answer.
remote() {
    local expected=$1 project=$2 text=${3:-} url status
    url=$api/v1/external-support/$project
    command -v curl >/dev/null 2>&1 || return 0
    prompt "curl -H \"x-api-key: \$JELOU_API_KEY\" $url"
    status=$(curl --silent --show-error --noproxy '*' --max-time 10 --header "x-api-key: $JELOU_API_KEY" \
        --output "$scratch/answer" --write-out '%{http_code}' "$url") || surprise "curl failed"
    # Slashes may be escaped in JSON.
    sed -e 's|\\/|/|g' "$scratch/answer" >"$scratch/readable"
    printf 'HTTP %s  %s\n' "$status" "$(cat "$scratch/readable")"
    [ "$status" = "$expected" ] || surprise "HTTP $status for project $project, where $expected was expected"
    [ -z "$text" ] || grep -qF -e "$text" "$scratch/readable" || surprise "the remote side does not have: $text"
}

# edited COMMAND…: rewrites jelou.yaml with a filter, as an editor would, and shows the difference.
edited() {
    local status=0
    cp jelou.yaml "$scratch/before.yaml"
    "$@" <"$scratch/before.yaml" >jelou.yaml
    prompt "diff -u before jelou.yaml"
    diff -u "$scratch/before.yaml" jelou.yaml >"$scratch/difference" || status=$?
    sed -e '1,2d' "$scratch/difference"
    [ "$status" -eq 1 ] || surprise "the edit changed nothing in jelou.yaml"
}

# Drops the block of one project: its line and all deeper ones after it.
without_project() {
    awk -v start="  \"$1\":" '
        index($0, start) == 1 { inside = 1; next }
        inside && /^(    |$)/ { next }
        { inside = 0; print }'
}

# ---- set-up ----------------------------------------------------------------------------------------------------------

step "Set-up: what is missing is installed, then both programs are built."
"$root/scripts/setup.sh"
for program in jelouctl jelou-emulator; do
    prompt "swift build --product $program"
    "$root/scripts/swift.sh" build --product "$program"
done
PATH=$("$root/scripts/swift.sh" build --show-bin-path):$PATH

# Nothing of the caller's own set-up may steer the demo, least of all towards a real account.
for name in ${!JELOUCTL_*}; do unset "$name"; done
export JELOUCTL_COLOR=$colour
unset HTTP_PROXY http_proxy HTTPS_PROXY https_proxy ALL_PROXY all_proxy
JELOU_API_KEY=demo-key-$$-$RANDOM$RANDOM
SOPORTE_WEBHOOK_TOKEN=demo-token-$$-$RANDOM$RANDOM
export JELOU_API_KEY SOPORTE_WEBHOOK_TOKEN

scratch=$(mktemp -d "${TMPDIR:-/tmp}/jelouctl-demo.XXXXXX")
mkdir "$scratch/quickstart"
cp "$root"/examples/quickstart/jelou.yaml "$root"/examples/quickstart/seed.json "$scratch/quickstart/"
cd "$scratch/quickstart"
: >"$scratch/transcript"

step "The emulator plays the Jelou API on a free loopback port; three projects have an integration with an old URL."
prompt "jelou-emulator --seed seed.json &"
jelou-emulator --seed seed.json >"$scratch/emulator.out" 2>"$scratch/emulator.err" &
emulator=$!

address=''
for _ in $(seq 1 150); do
    if [ "$(wc -l <"$scratch/emulator.out")" -ge 1 ]; then
        address=$(sed -n '1s|/*$||p' "$scratch/emulator.out")
        break
    fi
    kill -0 "$emulator" 2>/dev/null || break
    sleep 0.1
done
if ! printf '%s\n' "$address" | grep -qE '^http://127\.0\.0\.1:[0-9]+$'; then
    surprise "the emulator did not print its address"
fi
echo "$address"
api=$address/platform
prompt "export JELOU_API_KEY=… SOPORTE_WEBHOOK_TOKEN=…"
command -v curl >/dev/null 2>&1 || note "curl is not installed: the remote side is not looked at past jelouctl"
remote 200 81237 https://old.example.com/ventas

# ---- the job ---------------------------------------------------------------------------------------------------------

step "The desired state is a YAML file that lives in git. It holds no credential, only where to find it."
prompt "cat jelou.yaml"
cat jelou.yaml

step "validate checks the file, without the network."
run 0 jelouctl validate

step "plan says what apply would do. Nothing is recorded yet, so every project is to be sent. (2 = there are differences.)"
run 2 jelouctl plan --base-url "$api" --detailed-exitcode
says "3 to update"
remote 200 81237 https://old.example.com/ventas

step "apply does it; --yes stands for the answer at the prompt."
run 0 jelouctl apply --base-url "$api" --yes
remote 200 81237 https://panel.example.com/v1/ventas
remote 200 81238 https://panel.example.com/v1/soporte
remote 200 81239 https://facturas.example.com/jelou

step "Planned again, nothing is left to do. (0 = no differences.)"
run 0 jelouctl plan --base-url "$api" --detailed-exitcode

step "The webhook of one project moves: an edit, as in a pull request."
edited sed -e 's|https://panel.example.com/v1/ventas|https://panel.example.com/v2/ventas|'

step "The plan shows that one field, and only that."
run 2 jelouctl plan --base-url "$api" --detailed-exitcode
says "1 to update"

step "It is applied; the others are left alone."
run 0 jelouctl apply --base-url "$api" --yes
remote 200 81237 https://panel.example.com/v2/ventas
remote 200 81238 https://panel.example.com/v1/soporte

step "A project is removed from the file. A delete cannot be undone, so --yes alone is refused. (4 = refused, nothing sent.)"
edited without_project 81239
run 4 jelouctl apply --base-url "$api" --yes
says "1 to delete"
remote 200 81239 https://facturas.example.com/jelou

step "With the number of deletes on the command line it is done."
run 0 jelouctl apply --base-url "$api" --allow-deletes 1 --yes
remote 404 81239
remote 200 81237 https://panel.example.com/v2/ventas

step "The last plan is empty: the files, the state and the remote side agree."
run 0 jelouctl plan --base-url "$api" --detailed-exitcode

step "Neither the output nor any file holds the credentials that went over the wire."
for secret in "$JELOU_API_KEY" "$SOPORTE_WEBHOOK_TOKEN"; do
    if grep -rqF -e "$secret" "$scratch/transcript" "$scratch/quickstart"; then
        surprise "a credential was printed or stored"
    fi
done
prompt "grep -r \"\$SOPORTE_WEBHOOK_TOKEN\" .    (and the same for the API key)"
note "nothing found"

printf '\n%sdemo: all %d steps went as they should.%s\n' "$green" "$steps" "$plain"
