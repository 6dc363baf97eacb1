package io.sealgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.config.schema.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigLoaderTest {

  @TempDir private Path folder;

  @Test
  void readsTheWholeContract() throws IOException {
    Config config =
        ConfigFile.exactly(
                folder,
                """
                region:   us-east-1
                listen:   { http: 127.0.0.1:8080, https: 127.0.0.1:8443, trusted-proxies: [] }
                admin:    { address: 127.0.0.1:8081 }
                domain:   s3.localhost
                backend:  { endpoint: "http://127.0.0.1:9000", region: us-east-1, style: path, access-key: a,
                            secret-key: b, system-bucket: sealgate-system, integrity: trailer }
                clients:
                  - { name: app, access-key: c, secret-key: d, account: "123456789012", policy-files: [] }
                kms:      { type: embedded, store: ./data/kms, listen: 127.0.0.1:8082,
                            seal: { type: file, path: ./data/seal.key } }
                encryption:
                  service-key: alias/sealgate-service
                  default-kms-key: alias/sealgate
                  default: { mode: aws:kms, key: alias/sealgate, bucket-key: true }
                  rules: [ { bucket: legacy-*, prefix: pii/, mode: aws:kms, key: alias/pii, require: true,
                             allowed-keys: [ alias/old-pii ], plaintext-reads: deny } ]
                keyrings: {}
                key-cache: { max-age: 5m, max-messages: 100000, max-bytes: 1TiB }
                """)
            .server();
    assertThat(config.encryption().defaultMode())
        .isEqualTo(new EncryptionMode.SseKms("alias/sealgate", true));
    assertThat(config.encryption().rules())
        .containsExactly(
            new EncryptionRule(
                new BucketPattern("legacy-*"),
                "pii/",
                new EncryptionMode.SseKms("alias/pii", true),
                true,
                List.of("alias/pii", "alias/old-pii"),
                false));
    assertThat(config.kms())
        .isEqualTo(
            new KmsConfig.Embedded(
                folder.resolve("data/kms"),
                new Address("127.0.0.1", 8082),
                null,
                new SealConfig.File(folder.resolve("data/seal.key"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          foo: bar                                  | line 1: the configuration: "foo" is not known here
          listen: { htp: 'a:1' }                    | line 1: listen: "htp" is not known here; known: http, https
          region: EU/1                              | line 1: region: "EU/1" is not allowed; allowed: a region's name
          listen: { http: 8080 }                    | listen.http: "8080" is not allowed; allowed: host:port
          listen: { http: '127.0.0.1:65536' }       | listen.http: "127.0.0.1:65536" is not allowed
          listen: { http: '::1:80' }                | listen.http: "::1:80" is not allowed
          listen: { http: none, https: none }       | listen.https: is none, and so is listen.http
          listen: { tls: { certificate: c } }       | listen.tls.private-key: is missing
          listen: { https: none, tls: { certificate: c, private-key: k } } | listen.tls: is of no use
          backend: { endpoint: 'http://s3', access-key: a, secret-key: b, tls: { ca: c } } | backend.tls: is of no use
          listen: { trusted-proxies: 10.0.0.0/8 }   | listen.trusted-proxies: needs a list, found a single value
          listen: { trusted-proxies: [ 10.0.0.1/8 ] } | listen.trusted-proxies[0]: "10.0.0.1/8" is not allowed
          listen: { trusted-proxies: [ localhost ] } | listen.trusted-proxies[0]: "localhost" is not allowed
          listen: [ ]                               | listen: needs a mapping with http, https
          limits:                                   | limits: has no value; leave the key out
          domain: 10.0.0.1                          | domain: "10.0.0.1" is not allowed
          kms: { type: vault }                      | kms.type: "vault" is not allowed; allowed: embedded, aws, remote
          kms: { type: aws, region: r, store: s }   | kms: "store" is not known here; known: region, endpoint
          kms: { type: aws }                        | kms.region: is missing
          kms: { type: aws, region: r, access-key: a } | kms.secret-key: is missing, though access-key is there
          kms: { type: remote, access-key: a, secret-key: b } | kms.endpoint: is missing; allowed: http://
          kms: { type: remote, endpoint: 'http://h', access-key: a, secret-key: b, tls: { ca: c } } | kms.tls: is of no use
          kms: { listen: none, tls: { certificate: c, private-key: k } } | kms.tls: is of no use while kms.listen is none
          kms: { seal: { type: tpm } }              | kms.seal.type: "tpm" is not allowed; allowed: file
          encryption: { service-key: 'a b' }        | encryption.service-key: "a b" is not allowed
          encryption: { default: { mode: kms } }    | encryption.default.mode: "kms" is not allowed; allowed: aws:kms, aws:kms:dsse, AES256, none
          encryption: { default: { mode: client-side } } | encryption.default.mode: "client-side" is not supported yet
          encryption: { default: { mode: AES256, key: k } } | encryption.default.key: needs mode aws:kms or aws:kms:dsse
          encryption: { default: { key: k } }       | encryption.default.key: needs mode aws:kms
          encryption: { rules: [ {}, { mode: aws:kms:dsse, bucket-key: true } ] } | encryption.rules[1].bucket-key: needs mode aws:kms
          encryption: { rules: [ { mode: none, require: true } ] } | encryption.rules[0].require: cannot be true with mode none
          encryption: { rules: [ { mode: none, plaintext-reads: deny } ] } | encryption.rules[0].plaintext-reads: cannot be deny
          encryption: { rules: [ { require: yes } ] } | encryption.rules[0].require: "yes" is not allowed; allowed: true, false
          encryption: { rules: [ { bucket: 'a/b' } ] } | encryption.rules[0].bucket: "a/b" is not allowed
          key-cache: { max-age: 5 }                 | key-cache.max-age: "5" is not allowed; allowed: a time such as
          key-cache: { max-age: 2d }                | key-cache.max-age: "2d" is not allowed
          key-cache: { max-age: 99999999999999d }   | key-cache.max-age: "99999999999999d" is not allowed
          key-cache: { max-bytes: 1TB }             | key-cache.max-bytes: "1TB" is not allowed; allowed: a size
          key-cache: { max-bytes: 9999999999TiB }   | key-cache.max-bytes: "9999999999TiB" is not allowed
          key-cache: { max-messages: 1e3 }          | key-cache.max-messages: "1e3" is not allowed
          key-cache: { max-messages: 0 }            | key-cache.max-messages: "0" is not allowed; allowed: a number from 1
          limits: { max-head: 1KiB }                | limits.max-head: "1KiB" is not allowed
          """)
  void refusesByName(String fragment, String message) throws IOException {
    refuses(ConfigFile.with(folder, fragment), message);
  }

  @Test
  void refusesWhatIsMissing() throws IOException {
    refuses(ConfigFile.exactly(folder, ""), "backend.access-key: is missing");
    refuses(ConfigFile.exactly(folder, ConfigFile.BACKEND), "clients: is missing");
    refuses(ConfigFile.with(folder, "clients: []"), "clients: needs at least 1");
  }

  @Test
  void refusesClientsThatCannotBeToldApart() throws IOException {
    String two =
        "clients: [ { name: %s, access-key: a, secret-key: b }, { name: y, access-key: %s, secret-key: c } ]";
    refuses(
        ConfigFile.with(folder, two.formatted("y", "d")), "clients: two clients are named \"y\"");
    refuses(
        ConfigFile.with(folder, two.formatted("x", "a")),
        "clients: \"y\" has another client's access-key");
  }

  @Test
  void namesTheFileAndTheLine() throws IOException {
    ConfigFile file =
        ConfigFile.with(folder, "region: eu-west-1\n\nlimits:\n  max-headers: many\n");
    assertThatThrownBy(file::server)
        .hasMessageStartingWith(folder.resolve("sealgate.yaml") + ": line 4: limits.max-headers: ");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    ConfigLoader loader = new ConfigLoader(name -> null);
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> loader.server(missing))
        .isInstanceOf(ConfigException.class)
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> loader.server(folder)).hasMessage(folder + ": cannot be read");
  }

  @Test
  void takesSecretsFromFilesAndTheEnvironment() throws IOException {
    Files.writeString(folder.resolve("backend-secret"), "from-file\n");
    ConfigFile file =
        ConfigFile.with(
            folder,
            "backend: { access-key: 'x-${env:NAME}', secret-key: '${file:backend-secret}' }");
    Credentials credentials = file.server(Map.of("NAME", "y")).backend().credentials();
    assertThat(credentials).isEqualTo(new Credentials("x-y", Secret.ofText("from-file")));
  }

  @Test
  void neverShowsASecret() throws IOException {
    String secret = "hunter2hunter2";
    ConfigFile valid =
        ConfigFile.with(folder, "backend: { access-key: a, secret-key: " + secret + " }");
    assertThat(valid.server().toString()).doesNotContain(secret);
    List<String> mistakes =
        List.of(
            "backend: { access-key: a, secret-key:" + secret + " }",
            "backend: { access-key: a, secret-key: [ " + secret + " ] }",
            "backend: { access-key: a, secret-key: { " + secret + ": 1 } }",
            "backend: { access-key: a, secret-key " + secret + " }",
            "backend: " + secret,
            "backend: { access-key: a, secret-key: \"" + secret + " }",
            "backend: { access-key: a, secret-key: !!int " + secret + " }",
            "backend: { access-key: a, secret-key: " + secret + ", secret-key: " + secret + " }",
            "backend: { endpoint: 'http://user:" + secret + "@host' }",
            "backend: { access-key: a, secret-key: '${env:UNSET}" + secret + "' }",
            "region: '${env:SECRET}'");
    for (String mistake : mistakes) {
      ConfigFile file = ConfigFile.with(folder, mistake);
      assertThatThrownBy(() -> file.server(Map.of("SECRET", secret + "/")))
          .as(mistake)
          .isInstanceOf(ConfigException.class)
          .hasMessageNotContaining(secret)
          .hasNoCause();
    }
  }

  @Test
  void needsNoBackendForTheKeyServiceAlone() throws IOException {
    KeyServiceConfig config = ConfigFile.exactly(folder, ConfigFile.CLIENTS).keyService();
    assertThat(config.kms().listen()).isEqualTo(new Address("127.0.0.1", 8082));
    assertThat(config.defaultKmsKey()).isEqualTo("alias/sealgate");
    ConfigFile silent = ConfigFile.with(folder, "kms: { listen: none }");
    assertThatThrownBy(silent::keyService).hasMessageContaining("kms: listen is none");
    ConfigFile aws = ConfigFile.with(folder, "kms: { type: aws, region: us-east-1 }");
    assertThatThrownBy(aws::keyService).hasMessageContaining("kms: must be of type embedded");
  }

  private static void refuses(ConfigFile file, String message) {
    assertThatThrownBy(file::server)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
