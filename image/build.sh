#!/usr/bin/env bash
# Builds the project's images under one tag. The tag is the hash of everything that goes into them, so an unchanged tree builds
# nothing and two hosts with the same tree agree on the name.
#
#   image/build.sh tag              print the tag
#   image/build.sh archive FILE     write the build context (what the tag is the hash of)
#   image/build.sh build [TARGET…]  build what is missing; prints "have NAME" or "built NAME" per image
#   image/build.sh prune            delete all but the two newest versions and those in use; prints "removed NAME"
set -euo pipefail
cd "$(dirname "$0")/.."
inputs=(Dockerfile image hub curriculum tinytorch tito notebooks exchange_rules look grading pyproject.toml)
targets=(student staff selfhost hub ngshare)
base=${BASE_IMAGE:-tinytorch-base:bookworm}
export DOCKER_BUILDKIT=0  # buildx is a package of its own and Debian 12 has none

fail() { echo "$*" >&2; exit 1; }

input_files() {
    # A checkout may belong to another user than root, who runs this; an unpacked archive has no git at all.
    if git -c safe.directory='*' rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        # What one user ignores everywhere is no reason for another tag than root's.
        git -c safe.directory='*' -c core.excludesFile=/dev/null ls-files -z --cached --others --exclude-standard -- "${inputs[@]}"
    else
        find "${inputs[@]}" -type f -print0 2>/dev/null
    fi | while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done | LC_ALL=C sort -zu
}

# Times, owners and umask differ between checkouts; what is built from them must not.
context() {
    input_files | tar -c --format=gnu --mtime=@0 --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' \
        --null --no-recursion --files-from=-
}

tag() { context | sha256sum | cut -c1-12; }

dockerfile() { case $1 in hub | ngshare) echo hub/Dockerfile ;; *) echo Dockerfile ;; esac }

# An image made from an older base (without the site's CA, say) counts as missing.
is_current() {
    [ "$(docker image inspect --format '{{index .Config.Labels "org.tinytorch.base"}}' "$1" 2>/dev/null)" = "$base_id" ]
}

build() {
    base_id=$(docker image inspect --format '{{.Id}}' "$base" 2>/dev/null) || fail "There is no image $base; run image/build_base.sh first."
    exec 9<"$0"
    flock 9  # two runs at once would build everything twice
    local name version
    archive=$(mktemp)
    trap 'rm -f "$archive"' EXIT  # not local: the trap runs after this function
    context >"$archive"
    version=$(sha256sum <"$archive" | cut -c1-12)
    for target in "${@:-${targets[@]}}"; do
        name=tinytorch-$target
        if is_current "$name:$version"; then
            echo "have $name:$version"
        else
            docker build --file "$(dockerfile "$target")" --target "$target" --build-arg BASE_IMAGE="$base" \
                --label org.tinytorch.base="$base_id" --tag "$name:$version" - <"$archive" >&2
            echo "built $name:$version"
        fi
        docker tag "$name:$version" "$name:latest"
    done
}

# A hub spawns images that no container has yet, so the version it is labelled with counts as used, whatever the target.
used_versions() {
    tag
    docker ps --all --format '{{.Label "org.tinytorch.tag"}}'
    docker ps --all --format '{{.Image}}' | sed 's/.*://'
}

prune() {
    local used
    used=$(used_versions)
    for target in "${targets[@]}"; do
        # Only tags this script made; an operator's own are none of its business.
        docker images --format '{{.Tag}}' "tinytorch-$target" | grep -xE '[0-9a-f]{12}' | tail -n +3 | while read -r old; do
            grep -qxF "$old" <<<"$used" && continue
            # The engine refuses to delete what a container was started from by another name.
            docker rmi "tinytorch-$target:$old" >/dev/null 2>&1 && echo "removed tinytorch-$target:$old" || true
        done || true
    done
}

case ${1:-} in
    tag) tag ;;
    archive) context >"$2" ;;
    build) shift; build "$@" ;;
    prune) prune ;;
    *) fail "usage: image/build.sh tag | archive FILE | build [TARGET...] | prune" ;;
esac
