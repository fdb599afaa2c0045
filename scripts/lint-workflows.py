#!/usr/bin/env python3
"""The checks of scripts/lint-workflows.sh that no ready-made tool has, and what reads the shell out of the YAML.

    lint-workflows.py rules FILE...              house rules; each finding on a line, exit status 1 if there is one
    lint-workflows.py shell FOLDER FILE...       writes every block of shell into FOLDER, to be looked at by others
    lint-workflows.py block FILE JOB STEP        prints the block of one step (of a GitLab job: script or after_script; of a
                                                 CronJob: the container and args)
    lint-workflows.py condition FILE JOB STEP NAME=VALUE...
                                                 whether GitHub would run the step, or for '' the job: prints true or false.
                                                 Names are of contexts, and success() after something failed

A file is taken for what its top level shows it to be: a GitHub workflow, a GitHub action, a GitLab pipeline, or Kubernetes.
"""

import pathlib
import re
import sys

import yaml


class Loader(yaml.SafeLoader):
    """`on` stays a word, and GitLab's !reference is looked up in the file."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
Loader.add_constructor("!reference", lambda loader, node: ("reference", *loader.construct_sequence(node)))

EXPRESSION = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
PINNED = re.compile(r"^[A-Za-z0-9._-]+/[A-Za-z0-9._/-]+@[0-9a-f]{40}$")
APPLY = re.compile(r"\bjelouctl\s+(?:-\S+\s+)*apply\b")


def load(path):
    return yaml.load(pathlib.Path(path).read_text(encoding="utf-8"), Loader) or {}


def kind(document):
    if isinstance(document, dict):
        if "apiVersion" in document:
            return "kubernetes"
        if "runs" in document:
            return "action"
        if "on" in document and "jobs" in document:
            return "workflow"
        return "gitlab"
    return "other"


def lines_of(document, value):
    """A GitLab script as one text: a text, or a list with texts, lists and references in it."""
    if isinstance(value, tuple):
        target = document
        for key in value[1:]:
            target = target[key]
        return lines_of(document, target)
    if isinstance(value, list):
        return "\n".join(lines_of(document, item) for item in value)
    return "" if value is None else str(value)


def gitlab_jobs(document):
    """The jobs by name, templates too, each with what it takes over by `extends`."""
    reserved = {"stages", "workflow", "variables", "default", "include", "spec"}
    jobs = {name: job for name, job in document.items() if name not in reserved and isinstance(job, dict)}

    def whole(job):
        parents = job.get("extends", [])
        merged = {}
        for parent in [parents] if isinstance(parents, str) else parents:
            merged |= whole(jobs[parent])
        return merged | job

    return {name: whole(job) for name, job in jobs.items()}


def blocks(document):
    """(job, step, text, shell) for all shell in the document."""
    what = kind(document)
    if what == "workflow":
        for name, job in document["jobs"].items():
            for number, step in enumerate(job.get("steps", []), 1):
                if "run" in step:
                    yield name, step.get("name", f"step {number}"), str(step["run"])
    elif what == "action":
        for number, step in enumerate(document["runs"].get("steps", []), 1):
            if "run" in step:
                yield "action", step.get("name", f"step {number}"), str(step["run"])
    elif what == "gitlab":
        for name, job in gitlab_jobs(document).items():
            before = lines_of(document, job.get("before_script"))
            if "script" in job:
                yield name, "script", "\n".join(filter(None, [before, lines_of(document, job["script"])]))
            elif before:
                yield name, "before_script", before
            if "after_script" in job:
                yield name, "after_script", lines_of(document, job["after_script"])
    elif what == "kubernetes" and document.get("kind") == "CronJob":
        for container in document["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]:
            if container.get("command", [""])[0] == "bash":
                yield container["name"], "args", str(container["args"][0])


def commands(text):
    """The lines of a block, continued ones joined, without comments and empty ones."""
    joined = re.sub(r"\\\n\s*", "", text)
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]


def apply_rules(job, step, text):
    lines = commands(text)
    for number, line in enumerate(lines):
        if not APPLY.search(line) or re.search(r"\s--dry-run\b", line):
            continue
        if not re.match(r"^exec\s", line):
            yield f"job {job}, {step}: `jelouctl apply` without `exec`: CI signals only the step's first process"
        if number != len(lines) - 1:
            yield f"job {job}, {step}: what follows `jelouctl apply` is never run after `exec`"
        if "--expect-digest" not in line:
            yield f"job {job}, {step}: `jelouctl apply` without --expect-digest carries out what nobody approved"


def step_rules(job, step, label):
    uses = step.get("uses")
    if uses and not uses.startswith("./") and not PINNED.match(uses):
        yield f"job {job}, {label}: `{uses}` is not pinned to a commit"
    if uses and uses.startswith("actions/checkout@"):
        options = step.get("with") or {}
        if "persist-credentials" not in options:
            yield f"job {job}, {label}: say persist-credentials, for the steps after it can read them"
        elif options["persist-credentials"] is not False and "ssh-key" not in options:
            yield f"job {job}, {label}: keeps the job's token where later steps can read it"
    for key in ("run", "script"):
        text = step.get(key) or (step.get("with") or {}).get(key)
        if isinstance(text, str) and EXPRESSION.search(text):
            yield f"job {job}, {label}: an expression inside `{key}` becomes a part of the program: pass it by `env`"


def workflow_rules(document):
    events = document["on"]
    events = [events] if isinstance(events, str) else list(events)
    for event in ("pull_request_target", "workflow_run"):
        if event in events:
            yield f"`{event}` runs with the rights of the default branch on what a pull request made"
    if "pull_request" in events and re.search(r"\bsecrets\.", str(document)):
        yield "a workflow of pull requests names a secret, which anybody who can push a branch can then print"
    for name, job in document["jobs"].items():
        if "permissions" not in document and "permissions" not in job:
            yield f"job {name}: no `permissions`, here or at the top"
        if "write-all" in (document.get("permissions"), job.get("permissions")):
            yield f"job {name}: `write-all`: name the permissions that it needs"
        if "steps" in job and "timeout-minutes" not in job:
            yield f"job {name}: no `timeout-minutes`"
        for number, step in enumerate(job.get("steps", []), 1):
            yield from step_rules(name, step, step.get("name", f"step {number}"))
        if any(APPLY.search(str(step.get("run", ""))) for step in job.get("steps", [])):
            queue = job.get("concurrency") or document.get("concurrency")
            if not isinstance(queue, dict) or queue.get("cancel-in-progress") is not False:
                yield f"job {name}: `jelouctl apply` needs a concurrency group with cancel-in-progress: false"
            if "environment" not in job:
                yield f"job {name}: `jelouctl apply` without an `environment`: nobody is asked"


def gitlab_rules(document):
    for name, job in gitlab_jobs(document).items():
        if not APPLY.search(lines_of(document, job.get("script"))):
            continue
        for key in ("resource_group", "environment"):
            if key not in job:
                yield f"job {name}: `jelouctl apply` without `{key}`"
        if job.get("interruptible") is True:
            yield f"job {name}: `jelouctl apply` is not to be interrupted by a newer pipeline"


def kubernetes_rules(document):
    if document.get("kind") != "CronJob":
        return
    spec = document["spec"]
    pod = spec["jobTemplate"]["spec"]["template"]["spec"]
    if spec.get("concurrencyPolicy") != "Forbid":
        yield "concurrencyPolicy is not Forbid"
    if pod.get("automountServiceAccountToken") is not False:
        yield "the pod gets a token of the cluster"
    if pod.get("restartPolicy") != "Never":
        yield "restartPolicy is not Never"
    for container in pod["containers"]:
        security = {**pod.get("securityContext", {}), **container.get("securityContext", {})}
        if security.get("runAsNonRoot") is not True or security.get("allowPrivilegeEscalation") is not False:
            yield f"container {container['name']} may be root"
        if security.get("readOnlyRootFilesystem") is not True:
            yield f"container {container['name']} may write to its root"


def rules(paths):
    found = 0
    for path in paths:
        document = load(path)
        what = kind(document)
        findings = [finding for job, step, text in blocks(document) for finding in apply_rules(job, step, text)]
        if what == "workflow":
            findings += workflow_rules(document)
        elif what == "action":
            for number, step in enumerate(document["runs"].get("steps", []), 1):
                findings += step_rules("action", step, step.get("name", f"step {number}"))
        elif what == "gitlab":
            findings += gitlab_rules(document)
        elif what == "kubernetes":
            findings += kubernetes_rules(document)
        else:
            findings.append("not a file that this script knows")
        for finding in findings:
            print(f"{path}: error: {finding}")
        found += len(findings)
    return 1 if found else 0


def shell(folder, paths):
    folder = pathlib.Path(folder)
    for path in paths:
        for number, (job, step, text) in enumerate(blocks(load(path)), 1):
            name = "-".join(re.sub(r"[^A-Za-z0-9]+", "_", part) for part in (path, str(number), job, step))
            # An expression is some word to the shell. It has no place there anyway: see step_rules.
            (folder / f"{name}.sh").write_text("#!/bin/bash\nset -eo pipefail\n" + EXPRESSION.sub("word", text) + "\n")
    return 0


def block(path, wanted_job, wanted_step):
    for job, step, text in blocks(load(path)):
        if (job, step) == (wanted_job, wanted_step):
            print(text)
            return 0
    print(f"{path}: error: no block `{wanted_step}` in job `{wanted_job}`", file=sys.stderr)
    return 1


WORD = re.compile(r"\s*(?:(?P<sign>&&|\|\||==|!=|!|\(|\))|'(?P<text>[^']*)'|(?P<name>[A-Za-z_][\w.-]*(?:\(\))?))")
SIGNS = {"&&": " and ", "||": " or ", "!": " not "}


def condition(path, wanted_job, wanted_step, pairs):
    """The `if` of a step or a job. A name that is not told is an error, so that a test notices what it depends on."""
    told = {"success()": "true", "always()": "true", "cancelled()": ""} | dict(pair.split("=", 1) for pair in pairs)
    told = {name: "" if value == "false" else value for name, value in told.items()}
    job = load(path)["jobs"][wanted_job]
    holders = [step for step in job["steps"] if step.get("name") == wanted_step] if wanted_step else [job]
    if not holders:
        print(f"{path}: error: no step `{wanted_step}` in job `{wanted_job}`", file=sys.stderr)
        return 1
    text = str(holders[0].get("if", "success()")).strip()
    text = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", text, flags=re.DOTALL).strip()
    if not re.search(r"\b(?:success|failure|cancelled|always)\(\)", text):
        text = f"success() && ({text})"
    source, at = "", 0
    while at < len(text):
        word = WORD.match(text, at)
        if not word or (word["name"] and word["name"] not in told):
            print(f"{path}: error: not understood, or not told: {text[at:]}", file=sys.stderr)
            return 1
        at = word.end()
        if word["sign"]:
            source += SIGNS.get(word["sign"], word["sign"])
        else:
            source += repr(told[word["name"]] if word["name"] else word["text"])
    print("true" if eval(source, {"__builtins__": {}}) else "false")
    return 0


def main(arguments):
    match arguments:
        case ["rules", *paths] if paths:
            return rules(paths)
        case ["shell", folder, *paths] if paths:
            return shell(folder, paths)
        case ["block", path, job, step]:
            return block(path, job, step)
        case ["condition", path, job, step, *pairs]:
            return condition(path, job, step, pairs)
    print(__doc__, file=sys.stderr)
    return 64


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
