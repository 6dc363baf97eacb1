package io.sealgate.it.client;

import io.sealgate.it.fixture.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL with its data in a folder, reached by a socket there. It refuses to be root's, so
 * root runs it in a namespace where he looks like somebody else, and the tools of backups too.
 */
final class PostgresCluster implements AutoCloseable {

  private static final long ROWS = 200_000;

  private final ClientSite site;
  private final Path folder;
  private final Tool control;

  private PostgresCluster(ClientSite site, Path folder) throws Exception {
    this.site = site;
    this.folder = folder;
    this.control = program("pg_ctl");
  }

  /**
   * Makes a cluster and starts it.
   *
   * @param folder where there is none yet; its path is short, as it becomes that of a socket
   * @param settings lines of its configuration
   */
  static PostgresCluster start(ClientSite site, Path folder, String settings) throws Exception {
    PostgresCluster cluster = new PostgresCluster(site, folder);
    Files.createDirectories(folder);
    cluster
        .program("initdb")
        .run(
            "--pgdata",
            cluster.data().toString(),
            "--username=postgres",
            "--auth=trust",
            "--no-sync");
    Files.writeString(
        cluster.data().resolve("postgresql.auto.conf"),
        """
        listen_addresses = ''
        unix_socket_directories = '%s'
        fsync = off
        wal_level = replica
        max_wal_senders = 4
        """
                .formatted(folder)
            + settings);
    cluster.restart();
    return cluster;
  }

  /** Where its files are. */
  Path data() {
    return folder.resolve("data");
  }

  /** Where its socket is. */
  Path socket() {
    return folder;
  }

  /** Starts it. */
  void restart() throws Exception {
    restart(Map.of());
  }

  /** Starts it, with variables for the commands that it runs itself. */
  void restart(Map<String, String> environment) throws Exception {
    Path log = folder.resolve("log");
    Tool start = control;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      start = start.with(variable.getKey(), variable.getValue());
    }
    start.run(
        "start", "--wait", "--timeout=120", "--pgdata", data().toString(), "--log", log.toString());
  }

  /** Stops it. */
  void stop() throws Exception {
    control.run("stop", "--wait", "--mode=fast", "--pgdata", data().toString());
  }

  /** Has it store a table in which the mark is that plaintext is known by. */
  void fill() throws Exception {
    query(
        "CREATE TABLE kept AS SELECT i, md5(i::text) AS noise, 'This must never be stored.' AS note"
            + " FROM generate_series(1, "
            + ROWS
            + ") i");
  }

  /** What tells that table from any other. */
  String fingerprint() throws Exception {
    return query("SELECT count(*), sum(i), md5(string_agg(noise, '' ORDER BY i)) FROM kept");
  }

  /** What it answers. */
  String query(String sql) throws Exception {
    return program("psql")
        .run(
            "--host",
            folder.toString(),
            "--username=postgres",
            "--no-align",
            "--tuples-only",
            "-c",
            sql)
        .strip();
  }

  /** One of its own programs. */
  Tool program(String name) throws Exception {
    return unprivileged(ClientTools.DEBIAN.tool(name, site));
  }

  /** That tool by whoever runs the database. */
  static Tool unprivileged(Tool tool) {
    if (!System.getProperty("user.name").equals("root")) {
      return tool;
    }
    List<String> command =
        new ArrayList<>(List.of("unshare", "--user", "--map-user=1000", "--map-group=1000"));
    command.addAll(tool.command());
    return new Tool(command, tool.environment());
  }

  /** Empties the folder of its files, as after a loss. */
  void lose() throws Exception {
    stop();
    Folders.delete(data());
    Files.createDirectory(
        data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public void close() throws IOException {
    try {
      control.attempt("stop", "--wait", "--mode=immediate", "--pgdata", data().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the database was not stopped", e);
    }
  }
}
