#!/usr/bin/env bash
# Ensures a virtual environment that holds what a lock file names: ensure_venv.sh DIRECTORY LOCKFILE.
# Nothing is installed into the system's Python; the one package this may need from Debian is python3-venv.
set -euo pipefail
directory=$1
lock=$2
python=${PYTHON:-python3}
stamp=$directory/installed-$(cat "$lock" "$0" | sha256sum | cut -c1-16)

exec 9<"$0"
flock 9  # of two runs at once one installs and the other waits
[ -e "$stamp" ] && exit

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "python3-venv is missing: installing it with apt-get"
    command -v apt-get >/dev/null || { echo "There is no apt-get here; install Python's venv module and run this again." >&2; exit 1; }
    as_root apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -qy --no-install-recommends python3-venv >/dev/null
fi

echo "Installing $(basename "$lock") into $directory"
"$python" -m venv --clear "$directory"
"$directory/bin/pip" install --quiet --disable-pip-version-check --requirement "$lock"
touch "$stamp"
