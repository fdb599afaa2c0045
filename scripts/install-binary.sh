#!/usr/bin/env bash
# Installs a released jelouctl. This is what action.yml runs; elsewhere it is steered by the same variables:
#   INSTALL_VERSION      the release, v1.2.3
#   INSTALL_REPOSITORY   OWNER/NAME on the server that GITHUB_SERVER_URL names (https://github.com unless said)
#   INSTALL_DOWNLOADS    or a folder of releases: https://…/ or file:///…/, with v1.2.3/ in it
#   INSTALL_CHECKSUM     SHA-256 of the archive; else the release's own checksums.txt is believed
#   INSTALL_ATTESTATION  true: `gh attestation verify` must succeed
#   INSTALL_SOURCE       if-missing, always, never: build this checkout instead of downloading
#   INSTALL_FOLDER       where installed versions are kept; else the runner's tool cache
# What does not match is not installed, and nothing is built in its place.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

scratch=''
clean_up() { [ -z "$scratch" ] || rm -rf "$scratch"; }
trap clean_up EXIT

say() { printf 'install: %s\n' "$*"; }

give_up() {
    printf 'install: error: %s\n' "$*" >&2
    if [ "${GITHUB_ACTIONS:-}" = true ]; then printf '::error title=jelouctl was not installed::%s\n' "$*"; fi
    exit 1
}

# ---- what is asked for -----------------------------------------------------------------------------------------------

version=${INSTALL_VERSION:-${INSTALL_REF:-}}
[[ $version =~ ^v[0-9]+\.[0-9]+\.[0-9]+([-+.][0-9A-Za-z.+-]*)?$ ]] ||
    give_up "which version? Name a release such as v0.2.0 in the input \"version\" (or in INSTALL_VERSION)."

checksum=${INSTALL_CHECKSUM:-}
[[ $checksum =~ ^([0-9A-Fa-f]{64})?$ ]] ||
    give_up "the input \"checksum\" is not the SHA-256 of a file: 64 hexadecimal digits are needed."
checksum=$(printf '%s' "$checksum" | tr 'A-F' 'a-f')

attestation=${INSTALL_ATTESTATION:-false}
case $attestation in true | false) ;; *) give_up "the input \"verify-attestation\" is neither true nor false." ;; esac

from_source=${INSTALL_SOURCE:-if-missing}
case $from_source in
if-missing | always | never) ;;
*) give_up "the input \"build-from-source\" is none of if-missing, always, never." ;;
esac

case "$(uname -s) $(uname -m)" in
"Linux x86_64") platform=linux-x86_64 ;;
"Linux aarch64" | "Linux arm64") platform=linux-aarch64 ;;
*) platform='' ;;
esac

tools=${INSTALL_FOLDER:-${RUNNER_TOOL_CACHE:-$HOME/.cache}/jelouctl}
scratch=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/jelouctl-install.XXXXXX")

# ---- ways to get it --------------------------------------------------------------------------------------------------

sha256() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

fetch() { # fetch URL FILE
    curl --proto '=https,file' --proto-redir '=https' --tlsv1.2 --fail --silent --show-error --location \
        --retry 3 --connect-timeout 20 --max-time 300 --output "$2" "$1" ||
        give_up "$1 could not be downloaded. Is there such a release, and does it have this file?"
}

# Sets `wanted`: what the archive's SHA-256 has to be.
expected_checksum() {
    if [ -n "$checksum" ]; then
        wanted=$checksum
        return
    fi
    fetch "$downloads/$version/checksums.txt" "$scratch/checksums.txt"
    wanted=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$scratch/checksums.txt")
    [[ $wanted =~ ^[0-9a-f]{64}$ ]] || give_up "the checksums.txt of $version does not have one line for $archive."
}

attested() {
    command -v gh >/dev/null 2>&1 || give_up "verify-attestation needs the program gh, which is not on the PATH."
    GH_TOKEN=${INSTALL_TOKEN:-} gh attestation verify "$scratch/$archive" --repo "$repository" \
        --signer-workflow "$repository/.github/workflows/release.yml" --source-ref "refs/tags/$version" ||
        give_up "it could not be shown that $archive was built by the release workflow of $repository."
}

download() {
    repository=${INSTALL_REPOSITORY:-}
    downloads=${INSTALL_DOWNLOADS:-}
    downloads=${downloads%/}
    if [ -z "$downloads" ]; then
        [[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]] ||
            give_up "from where? Name OWNER/NAME in INSTALL_REPOSITORY."
        downloads=${GITHUB_SERVER_URL:-https://github.com}/$repository/releases/download
    fi
    archive=jelouctl-$version-$platform.tar.gz
    expected_checksum
    # The folder is named by the checksum, so another archive under the same version is another folder.
    folder=$tools/$version/$platform-$wanted
    if [ -x "$folder/jelouctl" ] && [ "$attestation" = false ]; then
        say "$version is here already"
        return
    fi
    fetch "$downloads/$version/$archive" "$scratch/$archive"
    local found
    found=$(sha256 "$scratch/$archive")
    [ "$found" = "$wanted" ] ||
        give_up "$archive has the SHA-256 $found, and $wanted was expected. It was not installed."
    [ "$attestation" = false ] || attested
    mkdir "$scratch/unpacked"
    tar -xzf "$scratch/$archive" -C "$scratch/unpacked" --strip-components 1 --no-same-owner
    [ -f "$scratch/unpacked/jelouctl" ] || give_up "there is no jelouctl in $archive."
    put_in_place "$scratch/unpacked"
}

build() {
    say "building from source: $1"
    "$root/scripts/setup.sh"
    make -C "$root" release
    local flags=(-c release)
    if [ "$(uname -s)" = Linux ]; then flags+=(--static-swift-stdlib); fi
    local built
    built=$("$root/scripts/swift.sh" build "${flags[@]}" --show-bin-path)/jelouctl
    folder=$tools/$version/source-$(sha256 "$built")
    mkdir "$scratch/built"
    cp "$built" "$scratch/built/"
    put_in_place "$scratch/built"
}

# Moves a folder to where it is wanted, all at once: two jobs of one runner may be at it.
put_in_place() {
    mkdir -p "$(dirname "$folder")"
    if [ ! -e "$folder" ] && ! mv "$1" "$folder" 2>/dev/null; then
        [ -x "$folder/jelouctl" ] || give_up "$folder cannot be written."
    fi
}

# ---- the job ---------------------------------------------------------------------------------------------------------

folder=''
if [ "$from_source" = always ]; then
    build "as asked"
elif [ -n "$platform" ]; then
    download
elif [ "$from_source" = if-missing ]; then
    build "there is no archive for $(uname -s) $(uname -m)"
else
    give_up "there is no archive for $(uname -s) $(uname -m), and build-from-source is \"never\"."
fi

told=$("$folder/jelouctl" --version) || give_up "what was installed does not run on this machine."
[ "v$told" = "$version" ] || give_up "$version was asked for, and what was found says that it is $told."
if [ -n "${GITHUB_PATH:-}" ]; then printf '%s\n' "$folder" >>"$GITHUB_PATH"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then printf 'version=%s\npath=%s\n' "$told" "$folder" >>"$GITHUB_OUTPUT"; fi
say "jelouctl $told in $folder"
