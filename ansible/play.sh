#!/usr/bin/env bash
# Runs a playbook of this directory with the project's own Ansible: play.sh PLAYBOOK [ARGUMENT…].
# INVENTORY names the hosts; the default is this machine.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$(dirname "$here")/.venv-ansible
inventory=${INVENTORY:-$here/inventory/local.yml}
playbook=$here/$1
shift

fail() { echo "$*" >&2; exit 1; }

[ -e "$inventory" ] || fail "There is no inventory $inventory; start from ansible/inventory/remote.example.yml."

privilege=()
if [ "$(id -u)" != 0 ] && grep -q 'ansible_connection: local' -r "$inventory"; then
    command -v sudo >/dev/null || fail "Provisioning this machine needs root: run it as root, or install sudo."
    if ! sudo -n true 2>/dev/null; then
        [ -t 0 ] || fail "sudo asks for a password and there is no terminal to type it: run this as root."
        privilege=(--ask-become-pass)
    fi
fi

"$here/ensure_venv.sh" "$venv" "$here/requirements.txt"

# Ansible refuses other encodings, and a minimal machine has no locale at all.
export LC_ALL=C.UTF-8
export ANSIBLE_CONFIG=$here/ansible.cfg
export PATH=$venv/bin:$PATH
exec ansible-playbook --inventory "$inventory" "${privilege[@]}" "$playbook" "$@"
