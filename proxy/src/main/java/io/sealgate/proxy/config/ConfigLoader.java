package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.ConfigException;
import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration file. What it returns may be started; everything else is a {@link
 * ConfigException} with one sentence that names file, line, key, value and what is allowed.
 */
public final class ConfigLoader {

  /** More than any configuration needs. */
  static final int MAX_FILE_BYTES = 1 << 20;

  private final UnaryOperator<@Nullable String> environment;

  /**
   * A loader.
   *
   * @param environment the value of an environment variable, null when it is not set
   */
  public ConfigLoader(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * The proxy's configuration.
   *
   * @param file YAML; relative paths in it are relative to its folder
   * @throws ConfigException when it cannot be used
   */
  public Config server(Path file) {
    return load(RootKeys.SERVER, file);
  }

  /**
   * The same file, for the key service alone.
   *
   * @param file YAML; relative paths in it are relative to its folder
   * @throws ConfigException when it cannot be used
   */
  public KeyServiceConfig keyService(Path file) {
    return load(RootKeys.KEY_SERVICE, file);
  }

  private <T> T load(Group<T> root, Path file) {
    String document = document(file);
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    try {
      return Reading.read(root, document, folder, environment);
    } catch (ConfigException e) {
      throw new ConfigException(file + ": " + e.getMessage());
    }
  }

  private static String document(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new ConfigException(file + ": larger than " + MAX_FILE_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not UTF-8");
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read");
    }
  }
}
