#!/usr/bin/env bash
# Runs the shell of examples/github-actions and examples/gitlab-ci as it stands in the files: pull request, plan, approval,
# apply, a stale plan, a cancelled and a killed job, deletes, drift. Against the emulator, in git repositories of its own.
# GitHub's program gh is played by a few lines below; what only the platforms do (permissions, environments) is not seen.
# BIN=FOLDER names the programs' folder; else the debug build is taken.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
bin=${BIN:-$("$root/scripts/swift.sh" build --show-bin-path)}
github=$root/examples/github-actions
gitlab=$root/examples/gitlab-ci/.gitlab-ci.yml

scratch=$(mktemp -d "${TMPDIR:-/tmp}/jelouctl-examples.XXXXXX")
emulator=''
clean_up() {
    local status=$?
    trap - EXIT
    if [ -n "$emulator" ]; then kill "$emulator" 2>/dev/null && wait "$emulator" || true; fi
    rm -rf "$scratch"
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

surprise() {
    printf 'try-examples: error: %s\n' "$*" >&2
    if [ -f "$scratch/log" ]; then tail -n 40 "$scratch/log" >&2; fi
    exit 1
}

title() { printf '\n%s\n' "$*"; }

for program in jelouctl jelou-emulator; do
    [ -x "$bin/$program" ] || surprise "$bin/$program is not built: run \`make build\` first"
done
for option in --markdown-out --github-summary --since; do
    "$bin/jelouctl" plan --help | grep -qF -e "$option" || surprise "this jelouctl has no plan $option"
done

# ---- the world -------------------------------------------------------------------------------------------------------

mkdir "$scratch/bin" "$scratch/home" "$scratch/hub"
cat >"$scratch/seed.json" <<'JSON'
{ "projects": {
  "soporte-mx": { "webhookUrl": "https://old.example.com/soporte", "authType": "no_auth" },
  "ventas-co":  { "webhookUrl": "https://old.example.com/ventas",  "authType": "no_auth" } } }
JSON
"$bin/jelou-emulator" --seed "$scratch/seed.json" >"$scratch/address" 2>"$scratch/emulator.err" &
emulator=$!
for _ in $(seq 1 100); do
    [ ! -s "$scratch/address" ] || break
    sleep 0.1
done
[ -s "$scratch/address" ] || surprise "the emulator did not start"
api=$(sed -n 1p "$scratch/address")

# The few answers of `gh api` that the workflows ask for, out of the folder hub.
cat >"$scratch/bin/gh" <<'GH'
#!/usr/bin/env bash
set -euo pipefail
[ -n "${GH_TOKEN:-}" ] || { echo "gh: no token" >&2; exit 4; }
method=GET path='' body='' state=''
shift
while [ $# -gt 0 ]; do
    case $1 in
    --method) method=$2; shift ;;
    --field) case $2 in body=@*) body=${2#body=@} ;; state=*) state=${2#state=} ;; esac; shift ;;
    --jq) shift ;;
    -*) ;;
    *) path=$1 ;;
    esac
    shift
done
case "$method $path" in
"GET "*/comments*) if [ -f "$HUB/comment" ]; then echo 7; fi ;;
"POST "*/issues/5/comments) [ ! -f "$HUB/comment" ]; cp "$body" "$HUB/comment" ;;
"PATCH "*/issues/comments/7) cp "$body" "$HUB/comment"; echo edited >>"$HUB/edits" ;;
"GET "*/commits/*/pulls) cat "$HUB/heads" ;;
"GET "*/actions/artifacts*) if grep -qxF "${path##*name=}" "$HUB/artifacts"; then cat "$HUB/heads"; fi ;;
"GET "*/issues*) if [ -f "$HUB/issue" ]; then echo 9; fi ;;
"POST "*/issues) [ ! -f "$HUB/issue" ]; cp "$body" "$HUB/issue" ;;
"PATCH "*/issues/9) cp "$body" "$HUB/issue"; if [ "$state" = closed ]; then mv "$HUB/issue" "$HUB/closed"; fi ;;
*) echo "gh: not played: $method $path" >&2; exit 1 ;;
esac
GH
chmod +x "$scratch/bin/gh"

export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$scratch/home/.gitconfig
git config --global user.name somebody
git config --global user.email somebody@example.com
git config --global init.defaultBranch main
git config --global advice.detachedHead false
git config --global protocol.file.allow always
git init --quiet --bare "$scratch/origin.git"
git -C "$scratch/origin.git" config receive.advertisePushOptions true
git clone --quiet "$scratch/origin.git" "$scratch/mine" 2>/dev/null
cd "$scratch/mine"
files() { # files VERSION [VERSION]: what somebody writes, for ventas-co and for soporte-mx
    cat >jelou.yaml <<YAML
version: 1
projects:
  soporte-mx:
    webhookUrl: https://panel.example.com/${2:-$1}/soporte
  ventas-co:
    webhookUrl: https://panel.example.com/$1/ventas
    authType: bearer
    authorization: { env: VENTAS_WEBHOOK_TOKEN }
YAML
}
merged() { # merged MESSAGE: on main, as a merge button would
    git -C "$scratch/mine" add --all
    git -C "$scratch/mine" commit --quiet --message "$1"
    git -C "$scratch/mine" push --quiet origin HEAD:main
}
files v1
git checkout --quiet -b main
merged "Integrations"
# As README.md says: a branch of its own for the state, with nothing in it.
git push --quiet origin "$(git commit-tree "$(git mktree </dev/null)" -m "Recorded state")":refs/heads/jelou-state

live() { # live PROJECT TEXT: the remote side has it
    curl --silent --noproxy '*' --header 'x-api-key: any-key' "$api/platform/v1/external-support/$1" |
        sed 's|\\/|/|g' | grep -qF -e "$2" || surprise "the remote side of $1 does not have $2"
}

# ---- running what stands in the files --------------------------------------------------------------------------------

# job REF: a fresh runner, with the files of REF and the state beside them, as the steps before the first `run` make it.
job() {
    rm -rf "$scratch/runner"
    git clone --quiet "$scratch/origin.git" "$scratch/runner"
    git -C "$scratch/runner" checkout --quiet "$1"
    if [ "${2:-}" != bare ]; then git clone --quiet --branch jelou-state "$scratch/origin.git" "$scratch/runner/.jelouctl"; fi
    : >"$scratch/outputs"
    : >"$scratch/summary"
}

# as_step FILE JOB STEP [NAME=VALUE…]: the block, in the shell and with the variables of a runner, and no others.
as_step() {
    local file=$1 job=$2 step=$3
    shift 3
    "$root/scripts/lint-workflows.sh" block "$file" "$job" "$step" >"$scratch/step.sh"
    cd "$scratch/runner"
    exec env -i PATH="$scratch/bin:$bin:/usr/local/bin:/usr/bin:/bin" HOME="$scratch/home" HUB="$scratch/hub" \
        GIT_CONFIG_NOSYSTEM=1 JELOUCTL_BASE_URL="$api/platform" JELOUCTL_REQUIRE_STATE="$require_state" "$@" \
        bash --noprofile --norc -eo pipefail "$scratch/step.sh" >"$scratch/log" 2>&1
}

on_github() { # on_github FILE JOB STEP [NAME=VALUE…]
    local file=$1 job=$2 step=$3
    shift 3
    as_step "$github/$file" "$job" "$step" CI=true GITHUB_ACTIONS=true GITHUB_REPOSITORY=example/integrations \
        GITHUB_SHA="$(git -C "$scratch/runner" rev-parse HEAD)" GITHUB_RUN_ID=1 GITHUB_OUTPUT="$scratch/outputs" \
        GITHUB_STEP_SUMMARY="$scratch/summary" "$@"
}

step() { # step EXPECTED on_github|on_gitlab …
    local expected=$1 status=0
    shift
    ("$@") || status=$?
    cat "$scratch/log" >>"$scratch/transcript"
    [ "$status" -eq "$expected" ] || surprise "exit status $status instead of $expected: $*"
    printf '  %s: %s\n' "$4" "$status"
}

says() { grep -qF -e "$1" "$scratch/log" || surprise "it did not say: $1"; }
output() { sed -n "s/^$1=//p" "$scratch/outputs" | tail -n 1; }
require_state=true
token=VENTAS_WEBHOOK_TOKEN=a-long-random-token
key=JELOU_API_KEY=any-key

planned() { # planned EXPECTED [NAME=VALUE…]: the job plan of jelou-apply.yml; sets `digest` and `changes`
    local expected=$1
    shift
    job origin/main
    step "$expected" on_github jelou-apply.yml plan Plan "$token" "$@"
    digest=$(output digest)
    changes=$(output changes)
}

applied() { # applied EXPECTED DIGEST [NAME=VALUE…]: the job apply, with what it always does at its end
    local expected=$1 approved=$2
    shift 2
    job origin/main
    step 0 on_github jelou-apply.yml apply "Plan again" "$token" "$@"
    step "$expected" on_github jelou-apply.yml apply "Apply what was approved" "$token" "$key" DIGEST="$approved"
    cp "$scratch/log" "$scratch/apply.log"
    step 0 on_github jelou-apply.yml apply "Keep the state, also of a run that failed"
    cp "$scratch/apply.log" "$scratch/log"
}

serial() { git -C "$scratch/origin.git" show jelou-state:state.json | sed -n '1s/^[^[]*"serial":\([0-9]*\).*/\1/p'; }

# ---- GitHub ----------------------------------------------------------------------------------------------------------

title "GitHub: without a state nothing is planned, unless it is said to be the first time"
planned 1
require_state=false
planned 0
[ "$changes" = true ] || surprise "the first plan has no changes"
applied 0 "$digest"
require_state=true
live ventas-co panel.example.com/v1/ventas
[ "$(serial)" = 1 ] || surprise "the state was not pushed"
planned 0
[ -z "$changes" ] || surprise "there are changes after an apply"

title "GitHub: a pull request, its comment, and the comment anew"
cd "$scratch/mine"
git checkout --quiet -b move
files v1 v2
git commit --quiet --all --message "Move soporte-mx to v2"
head=$(git rev-parse HEAD)
git checkout --quiet main
git merge --quiet --no-ff --no-edit move
git push --quiet origin HEAD:refs/heads/pull-5-merge
for _ in 1 2; do
    job origin/pull-5-merge
    step 0 on_github jelou-plan.yml plan Plan
    [ "$(sed -n 1p "$scratch/runner/plan.md")" = '<!-- jelouctl:plan -->' ] || surprise "plan.md does not begin with its mark"
    step 0 on_github jelou-plan.yml comment "Comment, in place of the comment before" GH_TOKEN=any PULL=5
done
[ "$(wc -l <"$scratch/hub/edits")" -eq 1 ] || surprise "the comment was not edited once"
[ -s "$scratch/summary" ] || surprise "nothing on the run's page"
shown=$(output digest)
output artifact >"$scratch/hub/artifacts"
echo "$head" >"$scratch/hub/heads"
live soporte-mx panel.example.com/v1/soporte

title "GitHub: merged, planned again, approved, applied"
git -C "$scratch/mine" push --quiet origin HEAD:main
planned 0
[ "$digest" = "$shown" ] || surprise "main has another digest than the pull request, and nothing has moved"
step 0 on_github jelou-apply.yml plan "Say whether the pull request showed this plan" GH_TOKEN=any DIGEST="$digest"
grep -qF "noted this digest" "$scratch/summary" || surprise "the plan of the pull request was not found again"
step 0 on_github jelou-apply.yml plan "Say whether the pull request showed this plan" GH_TOKEN=any DIGEST=sha256:00
grep -qF "Read this plan anew" "$scratch/summary" || surprise "another plan passes for that of the pull request"
applied 0 "$digest"
live soporte-mx panel.example.com/v2/soporte

title "GitHub: the files moved between approval and apply: refused (4), nothing sent, planned again"
cd "$scratch/mine"
files v3
merged "Move to v3"
planned 0
approved=$digest
files v4
merged "Move to v4"
applied 4 "$approved"
says digest-differs
live ventas-co panel.example.com/v1/ventas

title "GitHub: a cancelled job: the signal reaches jelouctl, and the state is kept"
planned 0
curl --silent --noproxy '*' --request POST "$api/__emulator/faults" --data '["PATCH:ventas-co:1:latency-after=60s"]' >/dev/null
begin_apply() {
    job origin/main
    step 0 on_github jelou-apply.yml apply "Plan again" "$token"
    on_github jelou-apply.yml apply "Apply what was approved" "$token" "$key" DIGEST="$digest" &
    runner=$!
    for _ in $(seq 1 200); do
        if grep -q '"intent"' "$scratch/runner/.jelouctl/state.json.journal" 2>/dev/null &&
            curl --silent --noproxy '*' "$api/__emulator/state" | sed 's|\\/|/|g' | grep -q "$1/ventas"; then return; fi
        sleep 0.1
    done
    surprise "the apply did not get to its calls"
}
end_apply() { # end_apply SIGNAL EXPECTED
    local status=0
    kill "-$1" "$runner"
    wait "$runner" 2>/dev/null || status=$?
    [ "$status" -eq "$2" ] || surprise "exit status $status instead of $2 after SIG$1"
    printf '  SIG%s: %s\n' "$1" "$status"
    curl --silent --noproxy '*' --request DELETE "$api/__emulator/faults" >/dev/null
    step 0 on_github jelou-apply.yml apply "Keep the state, also of a run that failed"
}
begin_apply v4
end_apply INT 130

title "GitHub: and the way on from there"
go_on() { # The first apply after an open end may find that its plan is stale: it has asked what became of the open writes.
    local status=0
    planned 0
    [ -n "$changes" ] || return 0
    job origin/main
    step 0 on_github jelou-apply.yml apply "Plan again" "$token"
    (on_github jelou-apply.yml apply "Apply what was approved" "$token" "$key" DIGEST="$digest") || status=$?
    printf '  Apply what was approved: %s\n' "$status"
    case $status in 0 | 4) ;; *) surprise "exit status $status on the way on" ;; esac
    step 0 on_github jelou-apply.yml apply "Keep the state, also of a run that failed"
    planned 0
    if [ -n "$changes" ]; then applied 0 "$digest"; fi
}
go_on
live ventas-co panel.example.com/v4/ventas

title "GitHub: a job that is killed leaves its journal on the branch"
cd "$scratch/mine"
files v5
merged "Move to v5"
planned 0
curl --silent --noproxy '*' --request POST "$api/__emulator/faults" --data '["PATCH:ventas-co:1:latency-after=60s"]' >/dev/null
begin_apply v5
end_apply KILL 137
git -C "$scratch/origin.git" cat-file -e jelou-state:state.json.journal || surprise "the journal was not pushed"
go_on
live ventas-co panel.example.com/v5/ventas
if git -C "$scratch/origin.git" cat-file -e jelou-state:state.json.journal 2>/dev/null; then surprise "the journal stayed"; fi

title "GitHub: a project that left the files is deleted only if somebody says how many"
cd "$scratch/mine"
without_soporte() {
    awk '/soporte/ { next } { print }' jelou.yaml >shorter.yaml
    mv shorter.yaml jelou.yaml
}
without_soporte
merged "Without soporte-mx"
planned 4
planned 0 ALLOW_DELETES=1
applied 0 "$digest" ALLOW_DELETES=1

title "GitHub: drift opens an issue; putting it back closes it"
printf 'version: 1\nprojects:\n  ventas-co: { webhookUrl: https://other.example.com/ventas }\n' >"$scratch/other.yaml"
env JELOU_API_KEY=any-key "$bin/jelouctl" apply --yes --quiet --base-url "$api/platform" \
    --file "$scratch/other.yaml" --state "$scratch/other.json" >/dev/null 2>&1
job origin/main
step 2 on_github jelou-drift.yml drift Drift "$key"
step 0 on_github jelou-drift.yml issue "Open, rewrite or close the issue" GH_TOKEN=any RESULT=failure
step 0 on_github jelou-drift.yml issue "Open, rewrite or close the issue" GH_TOKEN=any RESULT=failure
grep -qF ventas-co "$scratch/hub/issue" || surprise "the issue does not name the project"
planned 0 REFRESH=yes "$key"
[ "$changes" = true ] || surprise "--refresh does not see the drift"
applied 0 "$digest" REFRESH=yes "$key"
live ventas-co panel.example.com/v5/ventas
job origin/main
step 0 on_github jelou-drift.yml drift Drift "$key"
step 0 on_github jelou-drift.yml issue "Open, rewrite or close the issue" GH_TOKEN=any RESULT=success
[ -f "$scratch/hub/closed" ] || surprise "the issue was not closed"

# ---- GitLab ----------------------------------------------------------------------------------------------------------

on_gitlab() { # on_gitlab JOB STEP [NAME=VALUE…]
    local job=$1 step=$2
    shift 2
    as_step "$gitlab" "$job" "$step" CI=true GITLAB_CI=true CI_DEFAULT_BRANCH=main CI_PIPELINE_ID=1 \
        CI_PROJECT_URL="file://$scratch/origin" CI_COMMIT_SHA="$(git -C "$scratch/runner" rev-parse HEAD)" "$@"
}
gitlab_step() { # gitlab_step EXPECTED JOB STEP [NAME=VALUE…]
    local expected=$1 status=0
    shift
    (on_gitlab "$@") || status=$?
    cat "$scratch/log" >>"$scratch/transcript"
    [ "$status" -eq "$expected" ] || surprise "exit status $status instead of $expected: $*"
    printf '  %s %s: %s\n' "$1" "$2" "$status"
}

title "GitLab: merge request, plan, apply"
cd "$scratch/mine"
git checkout --quiet -b move-6
files v6
without_soporte
git commit --quiet --all --message "Move to v6"
git push --quiet origin move-6
base=$(git merge-base origin/main HEAD)
job origin/move-6 bare
gitlab_step 0 jelou-validate script
job origin/move-6 bare
gitlab_step 0 jelou-preview script CI_MERGE_REQUEST_DIFF_BASE_SHA="$base"
[ "$(sed -n 1p "$scratch/runner/plan.md")" = '<!-- jelouctl:plan -->' ] || surprise "plan.md does not begin with its mark"
git checkout --quiet main
git merge --quiet --no-ff --no-edit move-6
git push --quiet origin main
job origin/main bare
gitlab_step 0 jelou-plan script "$token"
approved=$(sed -n 's/^JELOU_DIGEST=//p' "$scratch/runner/plan.env")
job origin/main bare
gitlab_step 4 jelou-apply script "$token" "$key" JELOU_DIGEST="sha256:$(printf '%064d' 0)"
job origin/main bare
gitlab_step 0 jelou-apply script "$token" "$key" JELOU_DIGEST="$approved"
before=$(serial)
gitlab_step 0 jelou-apply after_script JELOU_STATE_TOKEN=any
[ "$(serial)" -gt "$before" ] || surprise "the state was not pushed"
gitlab_step 0 jelou-kept script
job origin/main bare
gitlab_step 1 jelou-kept script
live ventas-co panel.example.com/v6/ventas

title "GitLab: drift"
job origin/main bare
gitlab_step 0 jelou-drift script "$key"

title "Neither the state's branch nor a log holds a credential"
for secret in a-long-random-token any-key; do
    if git -C "$scratch/origin.git" grep -qF "$secret" jelou-state; then surprise "$secret is on the branch"; fi
    if grep -rqF -e "$secret" "$scratch/hub" "$scratch/transcript" "$scratch/summary" "$scratch/runner"; then surprise "$secret was printed"; fi
done

printf '\ntry-examples: every step ended as it should\n'
