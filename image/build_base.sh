#!/usr/bin/env bash
# Ensures the base image that every other image starts from. It is pulled where a registry answers, else made with debootstrap
# and imported, which is what a campus without a registry needs. An image of that name which this script did not make is kept.
#
# Prints "have NAME" or "built NAME". All settings come from the environment:
set -euo pipefail
image=${BASE_IMAGE:-tinytorch-base:bookworm}
source_image=${BASE_IMAGE_SOURCE-python:3.11-slim-bookworm}  # empty: do not try a registry
suite=${DEBIAN_SUITE:-bookworm}
mirror=${DEBIAN_MIRROR:-}  # empty: debootstrap's own default
security_mirror=${DEBIAN_SECURITY_MIRROR:-}  # empty: beside the mirror; "none": the site has none
site_ca=${SITE_CA:-}  # a PEM bundle; empty: none
pull_seconds=${BASE_IMAGE_PULL_SECONDS:-300}

here=$(cd "$(dirname "$0")" && pwd)
plain=$image-plain
work=
export DOCKER_BUILDKIT=0  # buildx is a package of its own and Debian 12 has none

remove_work() {
    [ -n "$work" ] || return 0
    umount "$work/root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap remove_work EXIT

fail() { echo "$*" >&2; exit 1; }
exists() { docker image inspect "$1" >/dev/null 2>&1; }
# A registry that never answers must not hold up the whole run.
pull_plain() { [ -n "$source_image" ] && timeout "$pull_seconds" docker pull --quiet "$source_image" >&2; }

import_plain() {
    command -v debootstrap >/dev/null || fail "No registry answered for $source_image and debootstrap is missing:" \
        "run 'apt-get install debootstrap', or load an image named $image."
    work=$(mktemp -d "${TMPDIR:-/var/tmp}/tinytorch-base.XXXXXX")
    local root=$work/root
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates "$suite" "$root" ${mirror:+"$mirror"} >"$work/log" 2>&1 \
        || { tail -20 "$work/log" >&2; fail "debootstrap could not install Debian $suite from ${mirror:-its default mirror};" \
             "set images_debian_mirror."; }
    # debootstrap has written down which mirror it used.
    mirror=$(awk '$1 == "deb" {print $2; exit}' "$root/etc/apt/sources.list")
    [ -n "$security_mirror" ] || security_mirror=${mirror%/}-security
    { echo "deb $mirror $suite main"
      echo "deb $mirror $suite-updates main"
      [ "$security_mirror" = none ] || echo "deb $security_mirror $suite-security main"; } >"$root/etc/apt/sources.list"
    chroot "$root" sh -c 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get upgrade -qy && apt-get clean' >"$work/log" 2>&1 \
        || { tail -20 "$work/log" >&2; fail "Debian's updates could not be installed into the base image."; }
    rm -rf "$root"/var/lib/apt/lists/* "$root"/var/log/* "$root"/usr/share/{doc,man,locale}/*
    # These came from this host and are the engine's business in a container.
    rm -f "$root/etc/resolv.conf" "$root/etc/hostname"
    tar -C "$root" --numeric-owner -c . \
        | docker import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
                        --change 'CMD ["python3"]' - "$plain" >&2
}

ensure_plain() {
    exists "$plain" && return
    if pull_plain; then docker tag "$source_image" "$plain"; else import_plain; fi
}

[ -z "$site_ca" ] || [ -r "$site_ca" ] || fail "The site CA $site_ca cannot be read; set images_site_ca to a PEM bundle or to ''."
digest=none
[ -z "$site_ca" ] || digest=$(sha256sum <"$site_ca" | cut -c1-64)

if exists "$image"; then
    made_with=$(docker image inspect --format '{{index .Config.Labels "org.tinytorch.base.site-ca"}}' "$image")
    if [ -z "$made_with" ] || [ "$made_with" = "$digest" ]; then
        echo "have $image"
        exit
    fi
fi

ensure_plain
context=$(mktemp -d)
trap 'rm -rf "$context"; remove_work' EXIT
cp "$here/base/Dockerfile" "$here/base/trust_site_ca.py" "$context/"
cat ${site_ca:+"$site_ca"} >"$context/site-ca.pem" </dev/null
docker build --build-arg PLAIN_IMAGE="$plain" --build-arg SITE_CA_DIGEST="$digest" --tag "$image" "$context" >&2
echo "built $image"
