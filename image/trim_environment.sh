#!/bin/sh
# Makes a virtual environment smaller and quicker to import: what no server or grader reads is deleted, byte code is compiled
# once (the users of the image cannot write there), and the project's own packages are put on the path.
set -eu
venv=$1
site=$(echo "$venv"/lib/python3.*/site-packages)

# Importing this grammar costs every process that touches a notebook 2 CPU seconds; jsonschema treats it as optional.
rm -rf "$site"/rfc3987_syntax* "$site"/lark "$site"/lark-*
# Only the hub itself serves these pages.
rm -rf "$venv/share/jupyterhub"
find "$venv" -name '*.map' -delete
find "$site" -depth -type d \( -name tests -o -name test \) -path '*/site-packages/*' \
  ! -path '*/numpy/*' ! -path '*/fastcore/*' ! -path '*/nbgrader/*' -exec rm -rf {} +

echo /opt/classroom > "$site/classroom.pth"
printf '#!%s/bin/python\nfrom tito.main import app\napp()\n' "$venv" > "$venv/bin/tito"
chmod 755 "$venv/bin/tito"
find "$venv" -name '__pycache__' -prune -exec rm -rf {} +
"$venv/bin/python" -m compileall -q "$site" || true
