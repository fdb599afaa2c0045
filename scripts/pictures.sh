#!/usr/bin/env bash
# Makes the pictures of the README from a real plan and a real drift, against the emulator on this machine.
# Needs a debug build (make build). Times and run names in them are those of the moment.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
bin=${BIN:-$(./scripts/swift.sh build --show-bin-path)}
work=$(mktemp -d)
emulator=
clean_up() {
    [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
cd "$work"

cat >seed.json <<'JSON'
{ "projects": {
  "envios-ar":   { "webhookUrl": "https://panel.example.com/envios",   "authType": "no_auth" },
  "facturas-pe": { "webhookUrl": "https://panel.example.com/facturas", "authType": "no_auth" },
  "soporte-mx":  { "webhookUrl": "https://panel.example.com/soporte",  "authType": "no_auth" },
  "ventas-co":   { "webhookUrl": "https://panel.example.com/v1/jelou", "authType": "no_auth" } } }
JSON
project() { printf '  %s:\n    name: %s\n    webhookUrl: https://panel.example.com/%s\n' "$1" "$2" "$3"; }
{
    printf 'version: 1\nprojects:\n'
    project envios-ar "Envíos Argentina" envios
    project facturas-pe "Facturas Perú" facturas
    printf '    protect: true\n'
    project soporte-mx "Soporte México" soporte
    project ventas-co "Ventas Colombia" v1/jelou
} >jelou.yaml

"$bin/jelou-emulator" --seed seed.json >address &
emulator=$!
until [ -s address ]; do sleep 0.1; done
export JELOU_API_KEY=any-key JELOUCTL_BASE_URL
JELOUCTL_BASE_URL="$(head -n 1 address)/platform"
"$bin/jelouctl" apply --refresh --yes --quiet >/dev/null

picture() { # picture FILE COMMAND…: the picture of what a command of jelouctl writes
    local file=$1
    shift
    { "$bin/jelouctl" "$@" --color always || true; } | "$root/scripts/terminal-svg.py" "jelouctl $*" >"$root/docs/pictures/$file"
}

# Two blocks leave the file, one of them protected, and one address moves.
{
    printf 'version: 1\nprojects:\n'
    project envios-ar "Envíos Argentina" envios
    project ventas-co "Ventas Colombia" v2/jelou
} >next.yaml
cp jelou.yaml before.yaml
mv next.yaml jelou.yaml
picture plan.svg plan
picture plan.es.svg plan --lang es

# Somebody else, with files of their own, moves one integration and deletes another.
mv before.yaml jelou.yaml
cat >elsewhere.yaml <<'YAML'
version: 1
projects:
  facturas-pe: { state: absent }
  ventas-co:   { webhookUrl: https://other.example.com/ventas }
YAML
"$bin/jelouctl" apply --yes --quiet -f elsewhere.yaml --state elsewhere.json >/dev/null
picture drift.svg drift
echo "made: docs/pictures/plan.svg plan.es.svg drift.svg"
