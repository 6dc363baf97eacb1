package io.sealgate.proxy.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration file for a test: what must be there, and what the test is about. */
final class ConfigFile {

  static final String BACKEND = "backend: { access-key: backend, secret-key: backend-secret }\n";
  static final String CLIENTS =
      "clients: [ { name: app, access-key: AKAPP, secret-key: app-secret } ]\n";

  private final Path file;

  private ConfigFile(Path file) {
    this.file = file;
  }

  /** The fragment, and the required groups that it does not give itself. */
  static ConfigFile with(Path folder, String fragment) throws IOException {
    String backend = fragment.contains("backend:") ? "" : BACKEND;
    String clients = fragment.contains("clients:") ? "" : CLIENTS;
    return exactly(folder, fragment + "\n" + backend + clients);
  }

  static ConfigFile exactly(Path folder, String document) throws IOException {
    return new ConfigFile(Files.writeString(folder.resolve("sealgate.yaml"), document));
  }

  Config server(Map<String, String> environment) {
    return new ConfigLoader(environment::get).server(file);
  }

  Config server() {
    return server(Map.of());
  }

  KeyServiceConfig keyService() {
    return new ConfigLoader(name -> null).keyService(file);
  }
}
