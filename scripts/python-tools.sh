#!/bin/sh
# Prints the path of a Python environment that holds scripts/python-requirements.txt, making it first
# where it is missing. Any number of builds may call this at once: one makes it, the others wait.
#
#   venv=$(scripts/python-tools.sh) && "$venv/bin/aws" --version
#
# PYTHON names the interpreter to use; XDG_CACHE_HOME moves the cache.
set -eu

python=${PYTHON:-python3}
requirements=$(dirname "$0")/python-requirements.txt
cache=${XDG_CACHE_HOME:-$HOME/.cache}/sealgate/python

if ! command -v "$python" >/dev/null 2>&1; then
  echo "The tests need Python 3.11 or newer with its venv module: install python3 and python3-venv." >&2
  exit 1
fi

exec "$python" - "$requirements" "$cache" <<'PYTHON'
import fcntl, hashlib, pathlib, shutil, subprocess, sys

requirements, cache = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
if sys.version_info < (3, 11):
    sys.exit("The tests need Python 3.11 or newer with its venv module: install it and set PYTHON to it.")
# Another list of packages or another interpreter is another environment: none is ever changed in place.
identity = requirements.read_bytes() + (sys.version + sys.executable).encode()
venv = cache / hashlib.sha256(identity).hexdigest()[:16]
complete = venv / "complete"


def run(what, *command):
    outcome = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if outcome.returncode != 0:
        sys.exit(f"{outcome.stdout}\n{what}")


if not complete.exists():
    cache.mkdir(parents=True, exist_ok=True)
    with open(cache / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            # What an interrupted run left behind is not trusted.
            shutil.rmtree(venv, ignore_errors=True)
            run("Python cannot make an environment: install python3-venv.", sys.executable, "-m", "venv", venv)
            run(
                "The Python packages that the tests need could not be installed from the package index.",
                venv / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-input",
                "--disable-pip-version-check", "--requirement", requirements,
            )
            complete.touch()
print(venv)
PYTHON
