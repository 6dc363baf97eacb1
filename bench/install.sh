# Sourced by bench/run: finds, fetches or builds what it runs. Nothing needs root; all of it stays in the cache folder.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/sealgate

have() { command -v "$1" >/dev/null 2>&1; }

wants_sealgate() {
  wants none || wants sse-kms || wants sse-kms-own-keys || wants dsse-kms || wants sse-s3 || wants sse-c
}

missing() {
  echo "bench: $1" >&2
  exit 1
}

install_tools() {
  have openssl || missing "openssl is needed, to make a certificate: install it."
  find_minio
  ! wants nginx && ! wants nginx-tls && ! wants nginx-256k || find_nginx
  ! wants s3proxy || find_s3proxy
  build
}

# The same as the tests' (MinioBinary.java).
find_minio() {
  minio=${MINIO_BINARY:-$(command -v minio || echo "$cache/bin/minio")}
  local module=github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
  [ "$minio" != "$cache/bin/minio" ] || minio_module=$module # what it was built from, which it does not say itself
  [ ! -x "$minio" ] || return 0
  have go || missing "A MinIO is needed: install Go, which builds one, or name a minio binary in MINIO_BINARY."
  mkdir -p "$cache/bin"
  GOBIN=$cache/bin go install "$module"
}

# On the path, else Debian's package, unpacked where it needs no root.
find_nginx() {
  nginx=${NGINX_BINARY:-$(command -v nginx || echo "$cache/nginx/usr/sbin/nginx")}
  if [ ! -x "$nginx" ]; then
    { have apt-get && have dpkg; } || missing "nginx is needed: install it, or name it in NGINX_BINARY."
    local packages
    packages=$(mktemp -d)
    (cd "$packages" && apt-get -qq download nginx >&2 && dpkg -x nginx_*.deb "$cache/nginx") ||
      missing "nginx could not be fetched from Debian's archive: install it, or name it in NGINX_BINARY."
    rm -rf "$packages"
  fi
  nginx_version=$("$nginx" -v 2>&1)
}

find_s3proxy() {
  s3proxy_version=$(sed -n 's|.*<s3proxy.version>\(.*\)</s3proxy.version>.*|\1|p' "$root/pom.xml")
  s3proxy_jar=$cache/lib/s3proxy-$s3proxy_version-jar-with-dependencies.jar
  [ -f "$s3proxy_jar" ] || (
    cd "$root" && ./mvnw -q -N dependency:copy -DoutputDirectory="$cache/lib" \
      -Dartifact="org.gaul:s3proxy:$s3proxy_version:jar:jar-with-dependencies"
  ) || missing "s3proxy could not be fetched from Maven Central."
}

# The launcher builds Sealgate when a source is newer than its jar; the driver is always built, which is quick.
build() {
  sealgate_command=(${SEALGATE:-"$root/sealgate"})
  bench_command=(${SEALGATE_BENCH:-})
  ! wants_sealgate || "${sealgate_command[@]}" --version >/dev/null
  [ ${#bench_command[@]} -eq 0 ] || return 0
  (cd "$root" && ./mvnw -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl bench -am package)
  bench_command=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx512m -jar "$root/bench/target/sealgate-bench.jar")
}
