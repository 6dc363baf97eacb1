package io.sealgate.it.results;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of one client: its operations by the modes that it asked for. */
final class ClientTable {

  private final ClientReport report;
  private final List<SseMode> modes;

  ClientTable(ClientReport report) {
    this.report = report;
    this.modes =
        Arrays.stream(SseMode.values())
            .filter(mode -> report.results().stream().anyMatch(row -> row.mode() == mode))
            .toList();
  }

  String markdown() {
    StringBuilder table = new StringBuilder(1024);
    table.append("### ").append(report.client()).append(' ').append(report.version());
    table.append("\n\n| |");
    modes.forEach(mode -> table.append(' ').append(heading(mode)).append(" |"));
    table.append("\n|").append("---|".repeat(modes.size() + 1)).append('\n');
    for (String operation : operations()) {
      table.append("| ").append(operation).append(" |");
      modes.forEach(mode -> table.append(' ').append(cell(operation, mode)).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }

  private List<String> operations() {
    return report.results().stream().map(ClientResult::operation).distinct().toList();
  }

  /** The stores of each outcome: "MinIO, S3Proxy", or "MinIO; refused, 501 NotImplemented: …". */
  private String cell(String operation, SseMode mode) {
    Map<String, List<Store>> stores = new TreeMap<>();
    for (ClientResult result : report.results()) {
      if (result.operation().equals(operation) && result.mode() == mode) {
        stores.computeIfAbsent(prefix(result), text -> new ArrayList<>()).add(result.store());
      }
    }
    return stores.entrySet().stream()
        .map(entry -> entry.getKey() + names(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String prefix(ClientResult result) {
    return switch (result.outcome()) {
      case WORKS -> "";
      case REFUSED -> "refused, " + result.note() + ": ";
      case FAILS -> "**fails**, " + result.note() + ": ";
      case NOT_RUN -> "not run, " + result.note() + ": ";
    };
  }

  private static String names(List<Store> stores) {
    return stores.stream().sorted().map(ClientTable::name).collect(Collectors.joining(", "));
  }

  private static String name(Store store) {
    return switch (store) {
      case MINIO -> "MinIO";
      case S3PROXY -> "S3Proxy";
    };
  }

  private static String heading(SseMode mode) {
    return switch (mode) {
      case UNASKED -> "nothing asked";
      case SSE_S3 -> "SSE-S3";
      case SSE_KMS -> "SSE-KMS";
      case DSSE_KMS -> "DSSE-KMS";
      case SSE_C -> "SSE-C";
    };
  }
}
