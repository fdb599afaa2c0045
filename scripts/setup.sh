#!/usr/bin/env bash
# Makes sure of what the build needs and Swift does not bring: libyaml, zlib, pkg-config and git.
# Further commands that have to be there can be named: scripts/setup.sh openssl curl
# Those behind --try may stay away, outside of CI, where they cannot be installed: scripts/setup.sh openssl --try fish
# Installs what is missing with apt-get or brew and says so; does nothing when all is there.
set -euo pipefail

swift_wanted=6.2

say() { printf 'setup: %s\n' "$*"; }

severity=error
give_up() {
    printf 'setup: %s: %s\n' "$severity" "$1" >&2
    shift
    while [ $# -gt 0 ]; do
        printf '       %s\n' "$1" >&2
        shift
    done
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Prints "6.3.1" from "Swift version 6.3.1 (…)" or "Apple Swift version 6.3 (…)"; nothing if there is no such line.
swift_version() {
    swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | sed -n 1p
}

# at_least HAVE WANT: compares major and minor.
at_least() {
    local have_major have_minor want_major want_minor
    IFS=. read -r have_major have_minor _ <<<"$1.0.0"
    IFS=. read -r want_major want_minor _ <<<"$2.0.0"
    [ "$have_major" -gt "$want_major" ] ||
        { [ "$have_major" -eq "$want_major" ] && [ "$have_minor" -ge "$want_minor" ]; }
}

check_swift() {
    has swift || give_up "Swift is not installed (or not on the PATH); version $swift_wanted or later is needed." \
        "Install it from https://www.swift.org/install/ and run this again."
    version=$(swift_version || true)
    [ -n "$version" ] || give_up "\`swift --version\` does not say which version it is." \
        "Check the toolchain; version $swift_wanted or later is needed."
    at_least "$version" "$swift_wanted" || give_up "Swift $version is too old; version $swift_wanted or later is needed." \
        "Install a newer one from https://www.swift.org/install/ and run this again."
}

# Lists in `missing` the packages to install, by the names of the package manager at hand.
find_missing() {
    missing=()
    local manager=$1 tool
    shift
    has pkg-config || missing+=(pkg-config)
    case $manager in
    brew)
        pkg-config --exists yaml-0.1 2>/dev/null || missing+=(libyaml)
        ;;
    *)
        pkg-config --exists yaml-0.1 2>/dev/null || missing+=(libyaml-dev)
        pkg-config --exists zlib 2>/dev/null || missing+=(zlib1g-dev)
        case " $* " in *" python3 "*)
            # With these the tests hold schemas and reports against the published ones.
            /usr/bin/python3 -c 'from jsonschema import Draft202012Validator' 2>/dev/null || missing+=(python3-jsonschema)
            /usr/bin/python3 -c 'import yaml' 2>/dev/null || missing+=(python3-yaml)
            python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
            ;;
        esac
        ;;
    esac
    for tool in git "$@"; do
        has "$tool" || missing+=("$tool")
    done
}

# As the superuser: directly, or through sudo. In CI nobody can type a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ "${CI:-}" = true ]; then
        sudo -n "$@"
    else
        sudo "$@"
    fi
}

apt_install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; }

# The lists of packages are read anew only if they lack one of the packages, or name a version that is gone.
install_with_apt() {
    if [ "$(id -u)" -ne 0 ] && ! has sudo; then
        give_up "installing needs root, and there is no sudo here. As root run" "apt-get update && apt-get install -y $*" \
            "and start again."
    fi
    say "apt-get install $*"
    if apt-cache show "$@" >/dev/null 2>&1 && apt_install "$@"; then return; fi
    say "apt-get update"
    as_root apt-get update
    apt_install "$@" || give_up "apt-get could not install: $*"
}

install_with_brew() {
    say "brew install $*"
    brew install "$@" || give_up "brew could not install: $*"
}

# Installs with the package manager at hand what is named; gives up if it cannot.
install_missing() {
    say "missing: $*"
    case $manager in
    apt) install_with_apt "$@" ;;
    brew) install_with_brew "$@" ;;
    *)
        give_up "there is neither apt-get nor brew here to install them with." \
            "Install them by hand (elsewhere they are called libyaml-devel or libyaml, zlib-devel, pkgconf) and start again."
        ;;
    esac
}

# Installs the commands that may stay away; what cannot be had is named, and no failure.
try_to_install() {
    local absent=() tool
    for tool in "$@"; do has "$tool" || absent+=("$tool"); done
    [ ${#absent[@]} -eq 0 ] || [ "$manager" = none ] || (severity=note && install_missing "${absent[@]}") || true
    for tool in "$@"; do has "$tool" || say "$tool is not here: what needs it is left out"; done
}

check_swift

manager=none
if has apt-get; then
    manager=apt
elif has brew; then
    manager=brew
fi

# In CI nothing is left out.
needed=()
while [ $# -gt 0 ] && { [ "$1" != --try ] || [ "${CI:-}" = true ]; }; do
    [ "$1" = --try ] || needed+=("$1")
    shift
done
[ $# -eq 0 ] || shift
tried=("$@")
set -- ${needed[@]+"${needed[@]}"}

find_missing "$manager" "$@"
what=ready
if [ ${#missing[@]} -eq 0 ]; then
    what="nothing to install"
else
    install_missing "${missing[@]}"
    find_missing "$manager" "$@"
    [ ${#missing[@]} -eq 0 ] || give_up "installed, but still not to be found: ${missing[*]}"
fi
try_to_install ${tried[@]+"${tried[@]}"}
say "Swift $version, libyaml $(pkg-config --modversion yaml-0.1): $what"
