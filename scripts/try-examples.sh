#!/usr/bin/env bash
# Runs the shell of examples/github-actions, examples/gitlab-ci and examples/schedule as it stands in the files: pull request,
# a push that breaks the files, plan, approval, apply, a stale plan, a cancelled and a killed job, deletes, drift, metrics.
# Against the emulator, in git repositories of its own. GitHub's program gh, its conditions (`if`), GitLab's notes and a
# Pushgateway are played by a few lines; what only the platforms do (permissions, environments) is not seen.
# BIN=FOLDER names the programs' folder; else the debug build is taken.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
bin=${BIN:-$("$root/scripts/swift.sh" build --show-bin-path)}
github=$root/examples/github-actions
gitlab=$root/examples/gitlab-ci/.gitlab-ci.yml
schedule=$root/examples/schedule

scratch=$(mktemp -d "${TMPDIR:-/tmp}/jelouctl-examples.XXXXXX")
emulator='' others=''
clean_up() {
    local status=$? server
    trap - EXIT
    for server in $emulator $others; do kill "$server" 2>/dev/null && wait "$server" || true; done
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

# A Pushgateway, which takes the text format and no other, and the few answers of GitLab's API that the note needs.
cat >"$scratch/others.py" <<'PYTHON'
import base64, http.server, json, pathlib, re, sys, urllib.parse
hub = pathlib.Path(sys.argv[1])
LINE = re.compile(r'(#( .*)?|[a-z_]+(\{[a-z_]+="([^"\\\n]|\\.)*"(,[a-z_]+="([^"\\\n]|\\.)*")*\})? [-+0-9.e]+)')
class Others(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments): pass
    def answer(self, code, text=""):
        self.send_response(code)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())
    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        note, call = hub / "note", (self.command, self.path.partition("?")[0])
        if self.path.startswith("/metrics/job/"):
            user = base64.b64encode(b"pusher:a-pushed-password").decode()
            if self.headers.get("Authorization") != f"Basic {user}": return self.answer(401, "who are you?")
            if self.headers["Content-Type"] != "text/plain; version=0.0.4": return self.answer(400, "not the text format")
            if not body.endswith("\n") or not all(LINE.fullmatch(line) for line in body.splitlines()):
                return self.answer(400, "text format parsing error")
            if call != ("PUT", "/metrics/job/jelouctl-drift"): return self.answer(400, "what was before would stay")
            (hub / "pushed").write_text(body)
            return self.answer(200)
        if self.headers.get("PRIVATE-TOKEN") != "a-note-token": return self.answer(401)
        if call == ("GET", "/user"): return self.answer(200, '{"id": 3}')
        notes = "/projects/1/merge_requests/6/notes"
        if call == ("GET", notes):
            mine = [{"id": 8, "author": {"id": 3}, "body": note.read_text()}] if note.exists() else []
            return self.answer(200, json.dumps([{"id": 7, "author": {"id": 2}, "body": "<!-- jelouctl:plan -->"}] + mine))
        if call == ("POST", notes) and not note.exists() or call == ("PUT", notes + "/8") and note.exists():
            note.write_text(urllib.parse.parse_qs(body)["body"][0])
            return self.answer(200, "{}")
        self.answer(404, f"not played: {self.command} {self.path}")
    do_GET = do_POST = do_PUT = handle_any
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Others)
print(f"127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
PYTHON
python3 "$scratch/others.py" "$scratch/hub" >"$scratch/others" 2>"$scratch/others.err" &
others=$!
for _ in $(seq 1 100); do
    [ ! -s "$scratch/others" ] || break
    sleep 0.1
done
[ -s "$scratch/others" ] || surprise "what plays the Pushgateway did not start"
gateway=PROMETHEUS_PUSHGATEWAY=http://pusher:a-pushed-password@$(cat "$scratch/others")/
stranger=PROMETHEUS_PUSHGATEWAY=http://$(cat "$scratch/others")
notes=CI_API_V4_URL=http://$(cat "$scratch/others")

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
    "$root/scripts/lint-workflows.sh" block "$file" "$job" "$step" | sed "${volumes:-}" >"$scratch/step.sh"
    cd "${folder:-$scratch/runner}"
    exec env -i PATH="$scratch/bin:$bin:/usr/local/bin:/usr/bin:/bin" HOME="$scratch/home" HUB="$scratch/hub" \
        GIT_CONFIG_NOSYSTEM=1 JELOUCTL_BASE_URL="$api/platform" JELOUCTL_REQUIRE_STATE="$require_state" "$@" \
        bash --noprofile --norc -eo pipefail "$scratch/step.sh" >"$scratch/log" 2>&1
}

on_github() { # on_github FILE JOB STEP [NAME=VALUE…]
    local file=$1 job=$2 step=$3
    shift 3
    as_step "$github/$file" "$job" "$step" CI=true GITHUB_ACTIONS=true GITHUB_REPOSITORY=example/integrations \
        GITHUB_SHA="$(git -C "$scratch/runner" rev-parse HEAD)" GITHUB_RUN_ID=1 GITHUB_OUTPUT="$scratch/outputs" \
        GITHUB_SERVER_URL=https://github.example.com \
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

# would FILE JOB STEP NAME=VALUE…: whether GitHub runs the step, or for '' the job.
would() {
    local file=$1 answer
    shift
    answer=$("$root/scripts/lint-workflows.sh" condition "$github/$file" "$@") || surprise "a condition of $file is not understood"
    [ "$answer" = true ]
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
commented() { # the rest of the run after the step Plan; what the second job gets is the artifact, and nothing else
    local artifact
    artifact=$(output artifact)
    rm -rf "$scratch/second"
    mkdir "$scratch/second"
    would jelou-plan.yml comment '' github.repository=example/integrations github.event.pull_request.user.login=somebody \
        github.event.pull_request.head.repo.full_name=example/integrations success\(\)=false ||
        surprise "the comment is left as it was"
    if would jelou-plan.yml plan "Keep the plan, named by its digest, or what was wrong" steps.plan.outputs.artifact="$artifact" &&
        would jelou-plan.yml comment "Fetch what the plan wrote" needs.plan.outputs.artifact="$artifact"; then
        cp "$scratch/runner/plan.md" "$scratch/second/"
    fi
    folder=$scratch/second step 0 on_github jelou-plan.yml comment "Comment, in place of the comment before" GH_TOKEN=any PULL=5
    [ "$(sed -n 1p "$scratch/hub/comment")" = '<!-- jelouctl:plan -->' ] || surprise "the comment does not begin with its mark"
}
comment_has() { grep -qF -e "$1" "$scratch/hub/comment" || surprise "the comment does not say: $1"; }
for _ in 1 2; do
    job origin/pull-5-merge
    step 0 on_github jelou-plan.yml plan Plan
    commented
done
[ "$(wc -l <"$scratch/hub/edits")" -eq 1 ] || surprise "the comment was not edited once"
[ -s "$scratch/summary" ] || surprise "nothing on the run's page"
comment_has "1 to update"
output artifact >"$scratch/hub/artifacts"
shown=sha256:$(sed 's/^jelou-plan-//' "$scratch/hub/artifacts")
echo "$head" >"$scratch/hub/heads"
live soporte-mx panel.example.com/v1/soporte

title "GitHub: a push that cannot be planned takes the plan of the push before out of the comment"
job origin/pull-5-merge
sed 's#https://panel#htps:/panel#' jelou.yaml >"$scratch/runner/jelou.yaml"
step 65 on_github jelou-plan.yml plan Plan
commented
comment_has "Exit code 65"
job origin/pull-5-merge
step 64 on_github jelou-plan.yml plan Plan JELOUCTL_BASE_URL=http://api.example.com
commented
comment_has "Exit code 64"
job origin/pull-5-merge
rm -r "$scratch/runner/.jelouctl"
step 1 on_github jelou-plan.yml plan Plan
commented
comment_has "state-missing"
job origin/pull-5-merge
step 127 on_github jelou-plan.yml plan Plan PATH="$scratch/bin:/usr/local/bin:/usr/bin:/bin" # where jelouctl is not
commented
comment_has "no result"
files v1 v2 # another plan stands there, and now the branch of the state is gone: the step Plan is never come to
job origin/pull-5-merge
step 0 on_github jelou-plan.yml plan Plan
commented
comment_has "1 to update"
job origin/pull-5-merge
commented
comment_has "no result"
comment_has "https://github.example.com/example/integrations/actions/runs/1"
if would jelou-plan.yml comment '' github.repository=example/integrations github.event.pull_request.user.login=somebody \
    github.event.pull_request.head.repo.full_name=somebody/fork; then surprise "a fork's run writes comments"; fi

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

title "GitHub: drift opens an issue, and nothing else does; putting it back closes it"
printf 'version: 1\nprojects:\n  ventas-co: { webhookUrl: https://other.example.com/ventas }\n' >"$scratch/other.yaml"
env JELOU_API_KEY=any-key "$bin/jelouctl" apply --yes --quiet --base-url "$api/platform" \
    --file "$scratch/other.yaml" --state "$scratch/other.json" >/dev/null 2>&1
publish="Publish the metrics, also of a run that found something"
pushed() { # pushed LINE: the gateway has it, now
    grep -qxF -e "$1" "$scratch/hub/pushed" || surprise "the gateway does not have: $1"
    rm "$scratch/hub/pushed"
}
looked() { # looked EXPECTED [NAME=VALUE…]: the whole of jelou-drift.yml
    local expected=$1 status
    shift
    job origin/main
    step "$expected" on_github jelou-drift.yml drift Drift "$key" "$@"
    status=$(output status)
    [ "$status" = "$expected" ] || surprise "the status is noted as $status"
    grep -qF '<!-- jelouctl:drift -->' "$scratch/summary" || surprise "the report is not on the run's page"
    would jelou-drift.yml drift "$publish" success\(\)=false || surprise "what failed is not published"
    step 0 on_github jelou-drift.yml drift "$publish" "$gateway"
    if would jelou-drift.yml issue '' needs.drift.outputs.status="$status"; then
        step 0 on_github jelou-drift.yml issue "Open, rewrite or close the issue" GH_TOKEN=any STATUS="$status"
    fi
}
fault() { curl --silent --noproxy '*' --request POST "$api/__emulator/faults" --data "[\"$1\"]" >/dev/null; }
no_faults() { curl --silent --noproxy '*' --request DELETE "$api/__emulator/faults" >/dev/null; }

fault 'GET:*:*:status=404,body=html'
looked 1
no_faults
pushed 'jelouctl_drift_run_success 0'
fault 'GET:*:*:status=401'
looked 6
no_faults
pushed 'jelouctl_drift_run_success 0'
for status in '' 1 6 143; do
    if would jelou-drift.yml issue '' needs.drift.outputs.status="$status"; then surprise "$status passes for drift"; fi
    step 0 on_github jelou-drift.yml issue "Open, rewrite or close the issue" GH_TOKEN=any STATUS="$status"
done
[ ! -f "$scratch/hub/issue" ] || surprise "an issue was opened, and nothing has drifted"
looked 2
pushed 'jelouctl_drift_project{project="ventas-co",status="drifted"} 1'
looked 2
grep -qF ventas-co "$scratch/hub/issue" || surprise "the issue does not name the project"
cp "$scratch/hub/issue" "$scratch/issue"
fault 'GET:*:*:status=404,body=html'
looked 1
no_faults
cmp -s "$scratch/issue" "$scratch/hub/issue" || surprise "the issue was touched, and nothing is known"

title "GitHub: metrics without a gateway, without a run, and with a gateway that refuses them"
step 0 on_github jelou-drift.yml drift "$publish"
says "PROMETHEUS_PUSHGATEWAY is not set"
step 22 on_github jelou-drift.yml drift "$publish" "$stranger"
says "who are you?"
rm "$scratch/runner/jelouctl.prom"
step 0 on_github jelou-drift.yml drift "$publish" "$gateway"
says "wrote no metrics"

title "Schedules: GitHub Actions, GitLab and Kubernetes publish what has drifted"
scheduled() { # scheduled EXPECTED FILE STEP NAME=VALUE…
    local expected=$1 status=0 file=$2 name=$3
    shift 3
    (as_step "$schedule/$file" drift "$name" "$@") || status=$?
    cat "$scratch/log" >>"$scratch/transcript"
    [ "$status" -eq "$expected" ] || surprise "exit status $status instead of $expected: $file, $name"
    printf '  %s, %s: %s\n' "$file" "$name" "$status"
}
drifted='jelouctl_drift_project{project="ventas-co",status="drifted"} 1'
job origin/main
scheduled 2 github-actions.yml Drift "$key" GITHUB_STEP_SUMMARY="$scratch/summary"
scheduled 0 github-actions.yml "$publish" "$gateway"
pushed "$drifted"
job origin/main bare
scheduled 2 gitlab-ci.yml script "$key" "$gateway"
jq -e '.summary.drifted == 1' "$scratch/runner/drift.json" >/dev/null || surprise "drift.json is not the report"
pushed "$drifted"
job origin/main bare
scheduled 2 gitlab-ci.yml script "$key"
says "PROMETHEUS_PUSHGATEWAY is not set"
job origin/main
in_a_pod() { # the volumes are folders here; /config can only be read
    rm -rf "$scratch/config" "$scratch/volume"
    mkdir "$scratch/config" "$scratch/volume"
    cp "$scratch/runner/jelou.yaml" "$scratch/runner/.jelouctl/state.json" "$scratch/config/"
    chmod a-w "$scratch/config"
    volumes="s#/config/#$scratch/config/#g" folder=$scratch/volume scheduled 2 cronjob.yaml args "$key" "$@"
}
in_a_pod "$gateway"
pushed "$drifted"
grep -q '"summary"' "$scratch/log" || surprise "the report is not in the pod's log"
in_a_pod
says "PROMETHEUS_PUSHGATEWAY is not set"
in_a_pod "$stranger"
says "who are you?"
planned 0 REFRESH=yes "$key"
[ "$changes" = true ] || surprise "--refresh does not see the drift"
applied 0 "$digest" REFRESH=yes "$key"
live ventas-co panel.example.com/v5/ventas
looked 0
[ -f "$scratch/hub/closed" ] || surprise "the issue was not closed"
if grep -q '^jelouctl_drift_project{' "$scratch/hub/pushed"; then surprise "what drifted before is still at the gateway"; fi
pushed 'jelouctl_drift_run_success 1'

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
noted() { # noted TEXT: the job of the note, with what the one of the plan has kept
    rm -rf "$scratch/second"
    mkdir "$scratch/second"
    if [ -f "$scratch/runner/plan.md" ]; then cp "$scratch/runner/plan.md" "$scratch/second/"; fi
    folder=$scratch/second gitlab_step 0 jelou-note script "$notes" JELOU_NOTE_TOKEN=a-note-token CI_PROJECT_ID=1 \
        CI_MERGE_REQUEST_IID=6 CI_PIPELINE_URL=https://gitlab.example.com/pipelines/1
    grep -qF -e "$1" "$scratch/hub/note" || surprise "the note does not say: $1"
}
noted "1 to update"
job origin/move-6 bare
sed 's#https://panel#htps:/panel#' jelou.yaml >"$scratch/runner/jelou.yaml"
gitlab_step 65 jelou-validate script
sed -n '/^jelou-preview:/,/^$/p' "$gitlab" | grep -q '^  needs: \[\]' || surprise "a broken file leaves jelou-preview out"
gitlab_step 65 jelou-preview script CI_MERGE_REQUEST_DIFF_BASE_SHA="$base"
noted "Exit code 65"
job origin/move-6 bare # the branch of the state cannot be fetched, say
noted "no result"
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
gitlab_step 0 jelou-drift script "$key" "$gateway"
pushed 'jelouctl_drift_run_success 1'
job origin/main bare
fault 'GET:*:*:status=401'
gitlab_step 6 jelou-drift script "$key"
no_faults
says "PROMETHEUS_PUSHGATEWAY is not set"
job origin/main bare
gitlab_step 1 jelou-drift script "$key" "$stranger" # nothing has drifted, and nobody is told

title "Neither the state's branch nor a log holds a credential"
for secret in a-long-random-token any-key a-pushed-password a-note-token; do
    if git -C "$scratch/origin.git" grep -qF "$secret" jelou-state; then surprise "$secret is on the branch"; fi
    if grep -rqF -e "$secret" "$scratch/hub" "$scratch/transcript" "$scratch/summary" "$scratch/runner"; then surprise "$secret was printed"; fi
done

printf '\ntry-examples: every step ended as it should\n'
