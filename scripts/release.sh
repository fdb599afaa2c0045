#!/usr/bin/env bash
# Makes the archive of a release for this machine: jelouctl-VERSION-linux-ARCH.tar.gz, and its .sha256 beside it.
#   scripts/release.sh build VERSION FOLDER         builds, checks and packs
#   scripts/release.sh pack VERSION FOLDER BINARY   packs a program that is built
#   scripts/release.sh static-libraries FOLDER      the first step of build, by itself
# The Swift runtime, libyaml and zlib are linked in; glibc and the C++ runtime are not, and every distribution has them.
# So a release is built on the oldest distribution that it is to run on. docs/release.md says more.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
scratch_path=$root/.build/static

stage='' # the folder that is packed, once there is one
trap '[ -z "$stage" ] || rm -rf "$stage"' EXIT

give_up() {
    printf 'release: error: %s\n' "$*" >&2
    exit 1
}

usage() {
    sed -n '3,5s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 64
}

# A folder with libyaml.a and libz.a, without their .so, and a yaml-0.1.pc that names it first. The linker takes the first
# file that it finds on its way through the folders, so that one flag is all that it needs.
static_libraries() { # static_libraries FOLDER
    local folder library file
    mkdir -p "$1"
    folder=$(cd "$1" && pwd -P)
    for library in yaml z; do
        file=$(cc -print-file-name="lib$library.a")
        [ -f "$file" ] || give_up "lib$library.a is not installed (libyaml-dev and zlib1g-dev of Debian and Ubuntu have them)."
        cp "$file" "$folder/"
    done
    printf 'Name: yaml-0.1\nDescription: libyaml, to be linked in\nVersion: %s\nCflags: %s\nLibs: -L%s -lyaml\n' \
        "$(pkg-config --modversion yaml-0.1)" "$(pkg-config --cflags yaml-0.1)" "$folder" >"$folder/yaml-0.1.pc"
}

build() {
    static_libraries "$scratch_path/libraries"
    local flags=(-c release --static-swift-stdlib --scratch-path "$scratch_path" --product jelouctl)
    PKG_CONFIG_PATH=$scratch_path/libraries "$root/scripts/swift.sh" build "${flags[@]}"
    binary=$("$root/scripts/swift.sh" build "${flags[@]}" --show-bin-path)/jelouctl
}

# Nothing but glibc and the C++ runtime may be looked for at run time.
check_libraries() {
    local strangers
    strangers=$(ldd "$1" | awk '{ print $1 }' |
        grep -vE '^(linux-vdso|libc|libm|libdl|libpthread|librt|libgcc_s|libstdc\+\+)\.so|^(/lib.*/)?ld-linux' || true)
    [ -z "$strangers" ] || give_up "$1 would need these at run time: $(printf '%s' "$strangers" | tr '\n' ' ')"
}

# The licences of all that is linked in have to go with it.
licences() { # licences FOLDER
    local package file
    mkdir -p "$1"
    for package in "$scratch_path"/checkouts/*/; do
        for file in "$package"LICENSE* "$package"NOTICE*; do
            [ -f "$file" ] || continue
            cp "$file" "$1/$(basename "$package")-$(basename "$file")"
        done
    done
    for package in libyaml-dev zlib1g-dev; do
        file=/usr/share/doc/$package/copyright
        [ -f "$file" ] || give_up "$file is missing: the licence of what is linked in."
        cp "$file" "$1/$package-copyright"
    done
}

pack() { # pack VERSION FOLDER BINARY
    local version=$1 folder=$2 binary=$3 name told epoch
    told=$("$binary" --version) || give_up "$binary does not run here."
    [ "v$told" = "$version" ] || give_up "the tag says $version, and the program says $told: mend the one that is wrong."
    name=jelouctl-$version-linux-$(uname -m)
    stage=$(mktemp -d)
    mkdir -p "$stage/$name" "$folder"
    cp "$binary" "$stage/$name/jelouctl"
    strip "$stage/$name/jelouctl"
    chmod 755 "$stage/$name/jelouctl"
    cp "$root/LICENSE" "$root/README.md" "$root/CHANGELOG.md" "$stage/$name/"
    if [ -f "$root/Package.resolved" ]; then cp "$root/Package.resolved" "$stage/$name/"; fi
    licences "$stage/$name/licences"
    # The same files give the same archive: no clock, no user, no order of the disk in it.
    epoch=$(git -C "$root" log -1 --format=%ct)
    tar -C "$stage" --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw -cf - "$name" |
        gzip -n -9 >"$folder/$name.tar.gz"
    (cd "$folder" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
    printf 'release: %s\n' "$(cat "$folder/$name.tar.gz.sha256")"
}

case ${1:-} in
build)
    [ $# -eq 3 ] || usage
    build
    check_libraries "$binary"
    pack "$2" "$3" "$binary"
    ;;
pack)
    [ $# -eq 4 ] || usage
    pack "$2" "$3" "$4"
    ;;
static-libraries)
    [ $# -eq 2 ] || usage
    static_libraries "$2"
    ;;
*) usage ;;
esac
