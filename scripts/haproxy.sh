#!/bin/sh
# Prints the path of an HAProxy: HAPROXY_BINARY, else the installed one, else that of Debian's package with the libraries
# that the system lacks, unpacked into a cache folder first. Needs no root. Any number of builds may call this at once.
# XDG_CACHE_HOME moves the cache.
set -eu

installed=${HAPROXY_BINARY:-$(command -v haproxy || true)}
if [ -n "$installed" ]; then
  echo "$installed"
  exit
fi
folder=${XDG_CACHE_HOME:-$HOME/.cache}/sealgate/haproxy

fail() {
  echo "$1" >&2
  exit 1
}

fetch() {
  packages=$(apt-get install --simulate --no-install-recommends -o Debug::NoLocking=true haproxy |
    sed -n 's/^Inst \([^ ]*\) .*$/\1/p') || fail "Debian's archive has no haproxy: run 'apt-get update' as root first."
  mkdir -p "$folder/archives"
  for package in $packages; do
    (cd "$folder/archives" && apt-get -qq download -o APT::Sandbox::User=root "$package") >&2 ||
      fail "Debian's package $package cannot be downloaded."
  done
  for archive in "$folder"/archives/*.deb; do
    dpkg-deb --extract "$archive" "$folder"
  done
  rm -rf "$folder/archives"
  libraries=$(find "$folder" -type d -path '*lib/*-linux-gnu' | paste -s -d :)
  cat >"$folder/haproxy" <<WRAPPER
#!/bin/sh
LD_LIBRARY_PATH=$libraries exec "$folder/usr/sbin/haproxy" "\$@"
WRAPPER
  chmod +x "$folder/haproxy"
}

for tool in apt-get dpkg-deb flock; do
  command -v "$tool" >/dev/null 2>&1 || fail "HAProxy is needed: install it, or name it in HAPROXY_BINARY."
done
mkdir -p "${folder%/*}"
exec 9>"$folder.lock"
flock 9
if [ ! -x "$folder/haproxy" ]; then
  rm -rf "$folder" # what an interrupted run left behind is not trusted
  fetch
fi
echo "$folder/haproxy"
