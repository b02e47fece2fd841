#!/bin/sh
# Makes the virtual environment and installs a lock file into it: environment.sh FOLDER LOCK
set -eu
venv=$1
lock=$2
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Python 3.11 or newer is needed. If you have one under another name: PYTHON=python3.12 make site" >&2
    exit 1
}

if [ ! -x "$venv/bin/python" ]; then
    echo "→ Making a virtual environment in $venv"
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$python" "$venv"
    else
        "$python" -m venv "$venv" || {
            rm -rf "$venv"
            echo "This Python cannot make virtual environments. Install its venv module (Debian: python3-venv) or uv." >&2
            exit 1
        }
    fi
fi

echo "→ Installing the dependencies of $lock"
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
else
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
