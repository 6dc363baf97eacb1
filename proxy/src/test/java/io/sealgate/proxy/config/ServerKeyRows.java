package io.sealgate.proxy.config;

import static io.sealgate.proxy.config.ConfigKeyRow.backend;
import static io.sealgate.proxy.config.ConfigKeyRow.client;
import static io.sealgate.proxy.config.ConfigKeyRow.embedded;
import static io.sealgate.proxy.config.ConfigKeyRow.kms;
import static io.sealgate.proxy.config.ConfigKeyRow.notYet;
import static io.sealgate.proxy.config.ConfigKeyRow.row;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The rows of {@link ConfigKeysTest} for what the server is and whom it deals with. */
final class ServerKeyRows {

  private static final String CREDENTIALS = "access-key: a, secret-key: b";

  private ServerKeyRows() {}

  static List<ConfigKeyRow> rows() {
    return List.of(
        row("region", "us-east-1", "region: eu-west-1", "eu-west-1", Config::region),
        row(
            "listen.http",
            new Address("127.0.0.1", 8080),
            "listen: { http: '[::1]:0' }",
            new Address("::1", 0),
            config -> config.listen().http()),
        row(
            "listen.https",
            new Address("127.0.0.1", 8443),
            "listen: { https: none }",
            null,
            config -> config.listen().https()),
        row(
            "listen.trusted-proxies",
            List.of(),
            "listen: { trusted-proxies: [ 10.0.0.0/8, '::1' ] }",
            List.of(IpRange.parse("10.0.0.0/8"), IpRange.parse("::1")),
            config -> config.listen().trustedProxies()),
        row(
            "listen.tls.certificate",
            null,
            "listen: { tls: { certificate: /c, private-key: /k } }",
            new TlsConfig(Path.of("/c"), Path.of("/k"), null),
            config -> config.listen().tls()),
        row(
            "listen.tls.private-key",
            null,
            "listen: { tls: { certificate: /c, private-key: /k } }",
            new TlsConfig(Path.of("/c"), Path.of("/k"), null),
            config -> config.listen().tls()),
        row(
            "listen.tls.client-ca",
            null,
            "listen: { tls: { certificate: /c, private-key: /k, client-ca: /a } }",
            new TlsConfig(Path.of("/c"), Path.of("/k"), Path.of("/a")),
            config -> config.listen().tls()),
        row(
            "admin.address",
            new Address("127.0.0.1", 8081),
            "admin: { address: '0.0.0.0:9' }",
            new Address("0.0.0.0", 9),
            config -> config.admin().address()),
        row("domain", "s3.localhost", "domain: S3.Example.org", "s3.example.org", Config::domain),
        backend(
            "endpoint",
            URI.create("http://127.0.0.1:9000"),
            "https://s3:1",
            URI.create("https://s3:1"),
            BackendConfig::endpoint),
        backend("region", "us-east-1", "garage", "garage", BackendConfig::region),
        backend(
            "style",
            BackendConfig.Style.PATH,
            "virtual-host",
            BackendConfig.Style.VIRTUAL_HOST,
            BackendConfig::style),
        row(
            "backend.access-key",
            "backend",
            "backend: { access-key: x, secret-key: y }",
            "x",
            config -> config.backend().credentials().accessKey()),
        row(
            "backend.secret-key",
            Secret.ofText("backend-secret"),
            "backend: { access-key: x, secret-key: y }",
            Secret.ofText("y"),
            config -> config.backend().credentials().secretKey()),
        backend(
            "system-bucket",
            "sealgate-system",
            "our-system",
            "our-system",
            BackendConfig::systemBucket),
        backend(
            "integrity",
            BackendConfig.Integrity.TRAILER,
            "none",
            BackendConfig.Integrity.NONE,
            BackendConfig::integrity),
        row(
            "backend.tls.ca",
            null,
            "backend: { endpoint: 'https://s3', access-key: x, secret-key: y, tls: { ca: /ca } }",
            Path.of("/ca"),
            config -> config.backend().ca()),
        client("name", "app", "name: other, " + CREDENTIALS, "other", ClientConfig::name),
        client(
            "access-key",
            "AKAPP",
            "name: app, " + CREDENTIALS,
            "a",
            client -> client.credentials().accessKey()),
        client(
            "secret-key",
            Secret.ofText("app-secret"),
            "name: app, " + CREDENTIALS,
            Secret.ofText("b"),
            client -> client.credentials().secretKey()),
        client(
            "account",
            "123456789012",
            "name: app, account: 000000000001, " + CREDENTIALS,
            "000000000001",
            ClientConfig::account),
        notYet(
            "clients[].policy-files",
            "clients: [ { name: app, policy-files: [ p.json ], " + CREDENTIALS + " } ]"),
        embedded(
            "store",
            config -> config.store().endsWith("data/kms"),
            "store: /k",
            config -> config.store().equals(Path.of("/k"))),
        embedded(
            "listen",
            config -> new Address("127.0.0.1", 8082).equals(config.listen()),
            "listen: none",
            config -> config.listen() == null),
        embedded(
            "tls.certificate",
            config -> config.tls() == null,
            "tls: { certificate: /c, private-key: /k }",
            config -> new TlsConfig(Path.of("/c"), Path.of("/k"), null).equals(config.tls())),
        embedded(
            "tls.private-key",
            config -> config.tls() == null,
            "tls: { certificate: /c, private-key: /k }",
            config -> new TlsConfig(Path.of("/c"), Path.of("/k"), null).equals(config.tls())),
        embedded(
            "seal.type.file.path",
            config -> ((SealConfig.File) config.seal()).path().endsWith("data/seal.key"),
            "seal: { type: file, path: /s }",
            config -> config.seal().equals(new SealConfig.File(Path.of("/s")))),
        kms(
            "aws.region",
            "type: aws, region: eu-west-1",
            new KmsConfig.Aws("eu-west-1", null, null, null)),
        kms(
            "aws.endpoint",
            "type: aws, region: x, endpoint: 'http://h'",
            new KmsConfig.Aws("x", URI.create("http://h"), null, null)),
        kms(
            "aws.tls.ca",
            "type: aws, region: x, tls: { ca: /ca }",
            new KmsConfig.Aws("x", null, Path.of("/ca"), null)),
        kms(
            "aws.access-key",
            "type: aws, region: x, " + CREDENTIALS,
            new KmsConfig.Aws("x", null, null, credentials())),
        kms(
            "aws.secret-key",
            "type: aws, region: x, " + CREDENTIALS,
            new KmsConfig.Aws("x", null, null, credentials())),
        kms(
            "remote.endpoint",
            "type: remote, endpoint: 'http://h', " + CREDENTIALS,
            remote("us-east-1")),
        kms(
            "remote.tls.ca",
            "type: remote, endpoint: 'https://h', tls: { ca: /ca }, " + CREDENTIALS,
            new KmsConfig.Remote(
                URI.create("https://h"), Path.of("/ca"), "us-east-1", credentials())),
        kms(
            "remote.region",
            "type: remote, endpoint: 'http://h', region: x, " + CREDENTIALS,
            remote("x")),
        kms(
            "remote.access-key",
            "type: remote, endpoint: 'http://h', " + CREDENTIALS,
            remote("us-east-1")),
        kms(
            "remote.secret-key",
            "type: remote, endpoint: 'http://h', " + CREDENTIALS,
            remote("us-east-1")));
  }

  private static KmsConfig remote(String region) {
    return new KmsConfig.Remote(URI.create("http://h"), null, region, credentials());
  }

  private static Credentials credentials() {
    return new Credentials("a", Secret.ofText("b"));
  }
}
