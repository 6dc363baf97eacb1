#!/bin/sh
# Takes what the last builds found out about clients over into docs/results/clients, and writes
# docs/COMPATIBILITY.md anew.
#
#   ./mvnw verify && ./mvnw verify -Pclients && scripts/compatibility.sh
set -eu
cd "$(dirname "$0")/.."
exec ./mvnw -q -ntp test -pl it-tests -am -Dtest=CompatibilityPageTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dcompatibility.write=true
