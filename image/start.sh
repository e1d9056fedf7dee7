#!/bin/sh
# Starts a learner's server: under the hub when the hub's token is there, else alone (`docker run -p 8888:8888 IMAGE`).
# Preparing the workspace must never keep a server from starting: with a full disk the learner needs it to clean up.
tito setup >/dev/null 2>&1 || echo "tito setup could not prepare $TINYTORCH_HOME; run it in a terminal to see why" >&2

if [ -n "${JUPYTERHUB_API_TOKEN:-}" ]; then
    exec jupyterhub-singleuser "$@"
fi
exec jupyter lab --ip=0.0.0.0 --port=8888 --no-browser "$@"
