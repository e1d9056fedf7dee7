#!/bin/sh
# Starts a learner's server: under the hub when the hub's token is there, else alone (`docker run -p 8888:8888 IMAGE`).
# Preparing the workspace must never keep a server from starting: with a full disk the learner needs it to clean up.
tito setup >/dev/null 2>&1 || echo "tito setup could not prepare $TINYTORCH_HOME; run it in a terminal to see why" >&2

# Neither must a full disk: Jupyter notes at its start what it has done, in the home. What a kernel remembers goes there too.
if ! { mkdir -p "$HOME/.jupyter" && head -c 65536 /dev/zero >"$HOME/.jupyter/room" && rm "$HOME/.jupyter/room"; } 2>/dev/null; then
    rm -f "$HOME/.jupyter/room"
    echo "$HOME is full or cannot be written: delete something there. What a server writes for itself goes to /tmp." >&2
    export JUPYTER_CONFIG_DIR=/tmp/jupyter/config IPYTHONDIR=/tmp/jupyter/ipython
fi
# git refuses a commit of somebody without a name. What people have set themselves stays.
who=${JUPYTERHUB_USER:-student}
git config --global --get user.name >/dev/null || git config --global user.name "$who" 2>/dev/null
git config --global --get user.email >/dev/null || git config --global user.email "$who@localhost" 2>/dev/null
# What a running server says of itself is of no use after it.
export JUPYTER_RUNTIME_DIR=/tmp/jupyter/runtime

if [ -n "${JUPYTERHUB_API_TOKEN:-}" ]; then
    exec jupyterhub-singleuser "$@"
fi
exec jupyter lab --ip=0.0.0.0 --port=8888 --no-browser "$@"
