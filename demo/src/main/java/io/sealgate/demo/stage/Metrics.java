package io.sealgate.demo.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;

/**
 * Sealgate's numbers, as a monitoring system reads them.
 *
 * @param url where they are
 */
public record Metrics(URI url) {

  /** Checks that nothing is missing. */
  public Metrics {
    Objects.requireNonNull(url);
  }

  /**
   * Reads one number.
   *
   * @param name a meter without tags
   * @throws IOException when it is not among them
   */
  public long read(String name) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String text = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
      for (String line : text.lines().toList()) {
        if (line.startsWith(name + " ")) {
          return (long) Double.parseDouble(line.substring(name.length() + 1));
        }
      }
      throw new IOException(url + " has no " + name);
    }
  }
}
