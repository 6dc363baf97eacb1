# Sourced by mvnw and sealgate: sets JAVA_HOME to a JDK 25 or newer, or says in one sentence what to install.
#
# Looks at JAVA_HOME, at `java` and `javac` on the PATH, and where distributions, SDKMAN, mise, asdf, jabba,
# Homebrew and macOS put JDKs. It reads the version from each JDK's `release` file, so nothing is started.

sealgate_jdk_major() { # DIR: prints the feature release of the JDK there, nothing when there is none
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

sealgate_find_jdk() {
  sealgate_path_javac=$(command -v javac 2>/dev/null || true)
  if [ -n "$sealgate_path_javac" ]; then
    sealgate_path_javac=$(readlink -f "$sealgate_path_javac" 2>/dev/null || printf '%s' "$sealgate_path_javac")
  fi
  set +f # mvnw turns globbing off, and the places below are patterns
  for sealgate_candidate in "${JAVA_HOME:-}" "${sealgate_path_javac%/bin/javac}" "${JAVA_HOME_25_X64:-}" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/jdk* "$HOME"/.jdks/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.jabba/jdk/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$sealgate_candidate" ] || continue
    sealgate_major=$(sealgate_jdk_major "$sealgate_candidate")
    if [ "${sealgate_major:-0}" -ge 25 ] 2>/dev/null; then
      JAVA_HOME=$sealgate_candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Sealgate needs a JDK 25 or newer: install one (for instance Temurin 25) or point JAVA_HOME at it." >&2
  return 1
}

sealgate_find_jdk || exit 1
