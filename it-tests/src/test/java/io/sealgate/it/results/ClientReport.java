package io.sealgate.it.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of one version of a client: a file of results.
 *
 * @param client its name
 * @param version which one was tried
 * @param results in the order in which they were found
 */
public record ClientReport(String client, String version, List<ClientResult> results) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The report in that file. */
  static ClientReport read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), ClientReport.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new IllegalStateException(file + " holds no results", e);
    }
  }

  /** Every report in that folder, by the clients' names; none where there is no folder. */
  static List<ClientReport> readAll(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(ClientReport::read)
          .sorted(Comparator.comparing(report -> report.client().toLowerCase(Locale.ROOT)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This one, completed by what a later one says; another version's results are forgotten. */
  ClientReport with(ClientReport later) {
    if (!later.version.equals(version)) {
      return later;
    }
    List<ClientResult> all = new ArrayList<>(results);
    for (ClientResult result : later.results) {
      int known = 0;
      while (known < all.size() && !result.replaces(all.get(known))) {
        known++;
      }
      if (known < all.size()) {
        all.set(known, result);
      } else {
        all.add(result);
      }
    }
    return new ClientReport(client, version, all);
  }

  /** Writes it into its file there, where it completes what the file holds. */
  void mergeInto(Path folder) {
    Path file = folder.resolve(fileName());
    try {
      Files.createDirectories(folder);
      ClientReport merged = Files.exists(file) ? read(file).with(this) : this;
      Files.writeString(file, merged.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One result in each line, so that changes read well. */
  private String json() {
    StringBuilder json = new StringBuilder(1024);
    json.append("{\n  \"client\": ")
        .append(JSON.writeValueAsString(client))
        .append(",\n  \"version\": ")
        .append(JSON.writeValueAsString(version))
        .append(",\n  \"results\": [");
    for (int i = 0; i < results.size(); i++) {
      json.append(i == 0 ? "\n    " : ",\n    ").append(JSON.writeValueAsString(results.get(i)));
    }
    return json.append("\n  ]\n}\n").toString();
  }

  private String fileName() {
    return client.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".json";
  }
}
