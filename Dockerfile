# syntax=docker/dockerfile:1

# Sealgate with a Java runtime of its own. Configuration: /etc/sealgate/sealgate.yaml. State: /var/lib/sealgate (the
# sealed key store) and /var/lib/sealgate-seal (the key that it is sealed with).
#
# Native libraries (TLS, epoll, CRC64NVME) are those of the architecture that builds: for another one, build with
# `docker buildx build --platform linux/arm64`.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl demo -am package

# The modules that Sealgate and its libraries use; jdk.crypto.cryptoki and the desktop are not among them.
RUN "$JAVA_HOME/bin/jlink" \
      --add-modules java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs \
      --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
      --output /opt/java

FROM debian:bookworm-slim
RUN groupadd --system --gid 10001 sealgate \
 && useradd --system --uid 10001 --gid sealgate --home-dir /var/lib/sealgate --shell /usr/sbin/nologin sealgate \
 && install -d -o sealgate -g sealgate -m 0700 /var/lib/sealgate /var/lib/sealgate-seal \
 && install -d /etc/sealgate
COPY --from=build /opt/java /opt/java
COPY --from=build /src/demo/target/lib /opt/sealgate/lib
COPY --from=build /src/demo/target/sealgate.jar /opt/sealgate/sealgate.jar
COPY LICENSE /usr/share/doc/sealgate/LICENSE

# What a JVM learns from serving for a while, so that a start takes half the time: see ./sealgate.
RUN ["/opt/java/bin/java", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/sealgate/sealgate.jar", "train", "--", \
  "/opt/java/bin/java", "--enable-native-access=ALL-UNNAMED", "-XX:+UseCompactObjectHeaders", \
  "-XX:AOTCacheOutput=/opt/sealgate/sealgate.aot", "-jar", "/opt/sealgate/sealgate.jar"]

USER sealgate
WORKDIR /var/lib/sealgate
VOLUME ["/var/lib/sealgate", "/var/lib/sealgate-seal"]
EXPOSE 8080 8443 8081 8082

# Where admin.address listens inside the container. Further options of the JVM: JDK_JAVA_OPTIONS.
ENV SEALGATE_ADMIN_PORT=8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$SEALGATE_ADMIN_PORT && printf 'GET /readyz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["/opt/java/bin/java", "--enable-native-access=ALL-UNNAMED", "-XX:+UseCompactObjectHeaders", \
  "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", \
  "-XX:AOTCache=/opt/sealgate/sealgate.aot", "-Xlog:aot=off,cds=off", "-jar", "/opt/sealgate/sealgate.jar"]
CMD ["serve", "--config", "/etc/sealgate/sealgate.yaml"]
