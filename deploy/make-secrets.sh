#!/bin/sh
# Makes the random secrets that docker-compose.yml mounts, in deploy/secrets/, where they are not there yet.
set -eu

secrets=$(dirname "$0")/secrets
mkdir -p "$secrets"
chmod 700 "$secrets" # the files are mounted one by one, and read by the containers' own users
for name in backend-secret-key app-secret-key; do
  if [ ! -e "$secrets/$name" ]; then
    head -c 30 /dev/urandom | base64 | tr '+/' '-_' >"$secrets/$name"
    chmod 444 "$secrets/$name"
  fi
done
