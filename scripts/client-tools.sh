#!/bin/sh
# Prints the path of a folder that holds clients for the tests of the Maven profile "clients", making
# it first where it is missing. Needs no root. Any number of builds may call this at once: one makes
# it, the others wait.
#
#   scripts/client-tools.sh go       rclone, restic, mc: built by Go from modules     FOLDER/bin
#   scripts/client-tools.sh python   scripts/client-requirements.txt from PyPI        FOLDER/bin
#   scripts/client-tools.sh debian   s3fs, pgBackRest, PostgreSQL, unpacked           FOLDER/usr/…
#
# FOLDER/versions has a line for each client with its version. PYTHON names the interpreter to use;
# XDG_CACHE_HOME moves the cache.
set -eu

group=${1:?go, python or debian}
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/sealgate/clients

go_modules="
rclone github.com/rclone/rclone@v1.76.0 .
restic github.com/restic/restic@v0.18.1 ./cmd/restic
mc github.com/minio/mc@v0.0.0-20250313080218-cf909e1063a9 .
"
debian_packages="s3fs pgbackrest postgresql"

fail() {
  echo "$1" >&2
  exit 1
}

need() {
  command -v "$1" >/dev/null 2>&1 || fail "The tests of real clients need $1: $2."
}

# Built inside their own modules, so that each has the dependencies that it was released with.
make_go() {
  mkdir -p "$1/bin"
  printf '%s\n' "$go_modules" | while read -r name module package; do
    [ -n "$name" ] || continue
    folder=$(go mod download -json "$module" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
    [ -d "$folder" ] || fail "Go cannot download $module."
    (cd "$folder" && go build -buildvcs=false -o "$1/bin/$name" "$package") >&2 || fail "Go cannot build $module."
    echo "$name ${module##*@}" >>"$1/versions"
  done
}

# The list names every dependency, so that none is chosen on the day.
make_python() {
  "$python" -m venv "$1" || fail "Python cannot make an environment: install python3-venv."
  "$1/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --no-deps \
    --requirement "$here/client-requirements.txt" >&2 ||
    fail "The Python packages of the clients could not be installed from the package index."
  sed -n 's/^\([^#=]*\)==\(.*\)$/\1 \2/p' "$here/client-requirements.txt" >"$1/versions"
}

# What the system lacks of the packages and their dependencies, unpacked and not installed.
make_debian() {
  mkdir -p "$1/archives"
  # shellcheck disable=SC2086 # a list of words
  missing=$(apt-get install --simulate --no-install-recommends -o Debug::NoLocking=true $debian_packages |
    sed -n 's/^Inst \([^ ]*\) .*$/\1/p') ||
    fail "The tests of real clients need Debian's packages $debian_packages: run 'apt-get update' as root first."
  for package in $missing; do
    (cd "$1/archives" && apt-get download -o APT::Sandbox::User=root "$package") >&2 ||
      fail "Debian's package $package cannot be downloaded."
  done
  for archive in "$1"/archives/*.deb; do
    [ ! -f "$archive" ] || dpkg-deb --extract "$archive" "$1"
  done
  rm -rf "$1/archives"
  for package in $debian_packages; do
    echo "$package $(apt-cache policy "$package" | sed -n 's/^ *Candidate: *//p')" >>"$1/versions"
  done
}

case $group in
go) need go "install Go 1.26 or newer" ;;
python)
  python=${PYTHON:-python3}
  need "$python" "install python3 and python3-venv, or set PYTHON"
  ;;
debian)
  need apt-get "they run on Debian and its relatives"
  need dpkg-deb "they run on Debian and its relatives"
  ;;
*) fail "client-tools.sh knows go, python and debian." ;;
esac
need flock "install util-linux"

# Another list is another folder: none is ever changed in place.
identity=$({ cat "$0" "$here/client-requirements.txt" && [ "$group" != python ] || "$python" -VV; } | sha256sum | cut -c1-16)
folder=$cache/$group-$identity
mkdir -p "$cache"
if [ ! -e "$folder/complete" ]; then
  exec 9>"$cache/$group.lock"
  flock 9
  if [ ! -e "$folder/complete" ]; then
    rm -rf "$folder" # what an interrupted run left behind is not trusted
    "make_$group" "$folder"
    touch "$folder/complete"
  fi
fi
echo "$folder"
