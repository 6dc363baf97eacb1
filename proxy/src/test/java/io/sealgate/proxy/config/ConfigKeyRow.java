package io.sealgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.config.schema.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ConfigKeysTest} knows of one key.
 *
 * @param path where the key stands in the table
 * @param fragment a piece of a file that sets it
 * @param check that its default and the fragment's value are read
 */
record ConfigKeyRow(String path, String fragment, Check check) {

  private static final String CREDENTIALS = "access-key: a, secret-key: b";

  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return path;
  }

  static ConfigKeyRow row(
      String path,
      @Nullable Object byDefault,
      String fragment,
      @Nullable Object expected,
      Function<Config, @Nullable Object> value) {
    return new ConfigKeyRow(
        path,
        fragment,
        folder -> {
          assertThat(value.apply(ConfigFile.with(folder, "").server())).isEqualTo(byDefault);
          assertThat(value.apply(ConfigFile.with(folder, fragment).server())).isEqualTo(expected);
        });
  }

  static ConfigKeyRow notYet(String path, String fragment) {
    return new ConfigKeyRow(
        path,
        fragment,
        folder -> {
          ConfigFile.with(folder, "").server();
          ConfigFile file = ConfigFile.with(folder, fragment);
          assertThatThrownBy(file::server)
              .isInstanceOf(ConfigException.class)
              .hasMessageContaining(path.replace("[]", "[0]"))
              .hasMessageContaining("not supported yet");
        });
  }

  static ConfigKeyRow backend(
      String name,
      Object byDefault,
      String text,
      Object expected,
      Function<BackendConfig, Object> value) {
    return row(
        "backend." + name,
        byDefault,
        "backend: { " + CREDENTIALS + ", " + name + ": '" + text + "' }",
        expected,
        config -> value.apply(config.backend()));
  }

  static ConfigKeyRow client(
      String name,
      Object byDefault,
      String item,
      Object expected,
      Function<ClientConfig, Object> value) {
    return row(
        "clients[]." + name,
        byDefault,
        "clients: [ { " + item + " } ]",
        expected,
        config -> value.apply(config.clients().getFirst()));
  }

  static ConfigKeyRow embedded(
      String name,
      Function<KmsConfig.Embedded, Object> holdsByDefault,
      String text,
      Function<KmsConfig.Embedded, Object> holds) {
    return new ConfigKeyRow(
        "kms.type.embedded." + name,
        "kms: { " + text + " }",
        folder -> {
          Config byDefault = ConfigFile.with(folder, "").server();
          Config config = ConfigFile.with(folder, "kms: { " + text + " }").server();
          assertThat(holdsByDefault.apply((KmsConfig.Embedded) byDefault.kms())).isEqualTo(true);
          assertThat(holds.apply((KmsConfig.Embedded) config.kms())).isEqualTo(true);
        });
  }

  static ConfigKeyRow kms(String name, String text, KmsConfig expected) {
    String fragment = "kms: { " + text + " }";
    return new ConfigKeyRow(
        "kms.type." + name,
        fragment,
        folder -> assertThat(ConfigFile.with(folder, fragment).server().kms()).isEqualTo(expected));
  }

  static ConfigKeyRow encryption(
      String path,
      Object byDefault,
      String text,
      Object expected,
      Function<EncryptionConfig, Object> value) {
    String name = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    return row(
        "encryption." + path,
        byDefault,
        "encryption: { " + name + ": " + text + " }",
        expected,
        config -> value.apply(config.encryption()));
  }

  static ConfigKeyRow rule(
      String name,
      Object byDefault,
      String text,
      Object expected,
      Function<EncryptionRule, Object> value) {
    String fragment = "encryption: { rules: [ { " + text + " } ] }";
    return new ConfigKeyRow(
        "encryption.rules[]." + name,
        fragment,
        folder -> {
          Config empty = ConfigFile.with(folder, "encryption: { rules: [ {} ] }").server();
          Config config = ConfigFile.with(folder, fragment).server();
          assertThat(value.apply(empty.encryption().rules().getFirst())).isEqualTo(byDefault);
          assertThat(value.apply(config.encryption().rules().getFirst())).isEqualTo(expected);
        });
  }

  static ConfigKeyRow keyCache(
      String name,
      Object byDefault,
      String text,
      Object expected,
      Function<KeyCacheConfig, Object> value) {
    return row(
        "key-cache." + name,
        byDefault,
        "key-cache: { " + name + ": " + text + " }",
        expected,
        config -> value.apply(config.keyCache()));
  }

  static ConfigKeyRow limit(
      String name,
      Object byDefault,
      String text,
      Object expected,
      Function<LimitsConfig, Object> value) {
    return row(
        "limits." + name,
        byDefault,
        "limits: { " + name + ": " + text + " }",
        expected,
        config -> value.apply(config.limits()));
  }

  /** Writes files into the folder and reads them. */
  interface Check {

    void in(Path folder) throws IOException;
  }
}
