# Sourced by bench/run: starts what is measured, each on a free port of the loopback interface, with data and logs in
# $work. Each function leaves an address and a process id behind.

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || continue
    echo "$port"
    return
  done
}

await() { # NAME PID PORT: until it accepts connections
  for _ in {1..300}; do
    ! (exec 3<>"/dev/tcp/127.0.0.1/$3") 2>/dev/null || return 0
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 20 "$work/$1.log" >&2
  missing "$1 did not start."
}

# Good for this run only.
make_secrets() {
  store_user=bench-store store_secret=$(openssl rand -hex 20)
  app_user=bench-app app_secret=$(openssl rand -hex 20)
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$work/tls.key" -out "$work/tls.crt" 2>"$work/openssl.log"
}

start_minio() {
  local port
  port=$(free_port)
  # With a key of its own MinIO encrypts what asks for SSE-S3, and nothing else.
  MINIO_ROOT_USER=$store_user MINIO_ROOT_PASSWORD=$store_secret MINIO_BROWSER=off \
    MINIO_KMS_SECRET_KEY="bench:$(openssl rand -base64 32)" \
    "$minio" server --quiet --address "127.0.0.1:$port" --console-address 127.0.0.1:0 "$work/data" \
    >"$work/minio.log" 2>&1 &
  minio_pid=$!
  pids+=("$minio_pid")
  await minio "$minio_pid" "$port"
  minio_url=http://127.0.0.1:$port
  empty_trash &
  pids+=("$!")
}

# What is overwritten MinIO moves to its trash, which it empties more slowly than uploads of large objects fill it, however
# often it is told to: a disk with 70 GiB free was full in the middle of a table. Nothing refers to what is in there.
empty_trash() {
  while sleep 2; do
    find "$work/data/.minio.sys/tmp/.trash" -mindepth 1 -maxdepth 1 -exec rm -rf {} + 2>/dev/null || true
  done
}

# What nginx does when it passes S3 through: bodies unbuffered, connections kept, the signed Host left alone. Its buffers
# are what serves it best: of 4 KiB to 1 MiB the largest cost it least with large bodies, and nothing with small ones.
start_nginx() { # [BUFFER-KIB]: another one, with smaller buffers
  local buffer=${1:-1024} folder=$work/nginx${1:+-$1k} port tls_port
  port=$(free_port) tls_port=$(free_port)
  mkdir -p "$folder"
  cat >"$folder.conf" <<CONF
daemon off;
worker_processes auto;
pid $folder/pid;
error_log $folder.log warn;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path $folder/body;
  proxy_temp_path $folder/proxy;
  fastcgi_temp_path $folder/fastcgi;
  uwsgi_temp_path $folder/uwsgi;
  scgi_temp_path $folder/scgi;
  upstream store { server ${minio_url#http://}; keepalive 64; }
  server {
    listen 127.0.0.1:$port;
    listen 127.0.0.1:$tls_port ssl;
    ssl_certificate $work/tls.crt;
    ssl_certificate_key $work/tls.key;
    keepalive_requests 1000000;
    client_max_body_size 0;
    location / {
      proxy_pass http://store;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host \$http_host;
      proxy_buffering off;
      proxy_buffer_size ${buffer}k;
      proxy_buffers 4 ${buffer}k;
      proxy_busy_buffers_size $((2 * buffer))k;
      proxy_request_buffering off;
      client_body_buffer_size ${buffer}k;
    }
  }
}
CONF
  "$nginx" -p "$folder" -c "$folder.conf" >"$folder.log" 2>&1 &
  nginx_pid=$!
  pids+=("$nginx_pid")
  await "${folder##*/}" "$nginx_pid" "$port"
  nginx_url=http://127.0.0.1:$port nginx_tls_url=https://127.0.0.1:$tls_port
}

start_sealgate() { # [FOLDER [LIMITS [JAVA-OPTIONS]]]: another one needs a folder of its own
  local folder=${1:-$work} port tls_port
  port=$(free_port) tls_port=$(free_port)
  mkdir -p "$folder"
  cat >"$folder/sealgate.yaml" <<YAML
listen:
  http: "127.0.0.1:$port"
  https: "127.0.0.1:$tls_port"
  tls: { certificate: "$work/tls.crt", private-key: "$work/tls.key" }
admin: { address: "127.0.0.1:0" }
backend:
  endpoint: $minio_url
  access-key: \${env:STORE_USER}
  secret-key: \${env:STORE_SECRET}
clients:
  - { name: bench, access-key: "\${env:APP_USER}", secret-key: "\${env:APP_SECRET}" }
kms: { type: embedded, store: kms, listen: "127.0.0.1:0", seal: { type: file, path: seal.key } }
encryption:
  rules:
    - { bucket: bench-none, mode: none, plaintext-reads: allow }
limits: { ${2:-} }
YAML
  export STORE_USER=$store_user STORE_SECRET=$store_secret APP_USER=$app_user APP_SECRET=$app_secret
  # Without an access log, as nginx.
  SEALGATE_ACCESS_LOG_LEVEL=OFF SEALGATE_JAVA_OPTS=${3:-${SEALGATE_JAVA_OPTS:-}} \
    "${sealgate_command[@]}" serve --config "$folder/sealgate.yaml" >"$folder/sealgate.log" 2>&1 &
  sealgate_pid=$! # the launcher's, which the JVM takes over
  pids+=("$sealgate_pid")
  await sealgate "$sealgate_pid" "$port"
  sealgate_url=http://127.0.0.1:$port sealgate_tls_url=https://127.0.0.1:$tls_port
}

start_s3proxy() {
  local port
  port=$(free_port)
  (
    umask 077
    cat >"$work/s3proxy.properties" <<CONF
s3proxy.endpoint=http://127.0.0.1:$port
s3proxy.authorization=aws-v4
s3proxy.identity=$app_user
s3proxy.credential=$app_secret
s3proxy.v4-max-non-chunked-request-size=1200000000
s3proxy.encrypted-blobstore=true
s3proxy.encrypted-blobstore-password=$(openssl rand -hex 8)
s3proxy.encrypted-blobstore-salt=$(openssl rand -hex 4)
jclouds.provider=aws-s3
jclouds.identity=$store_user
jclouds.credential=$store_secret
jclouds.endpoint=$minio_url
jclouds.region=us-east-1
CONF
  )
  "$JAVA_HOME/bin/java" -jar "$s3proxy_jar" --properties "$work/s3proxy.properties" >"$work/s3proxy.log" 2>&1 &
  s3proxy_pid=$!
  pids+=("$s3proxy_pid")
  await s3proxy "$s3proxy_pid" "$port"
  s3proxy_url=http://127.0.0.1:$port
}
