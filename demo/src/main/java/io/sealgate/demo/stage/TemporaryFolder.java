package io.sealgate.demo.stage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The one folder in which everything lies that the demo writes; readable by its owner only. */
public final class TemporaryFolder implements AutoCloseable {

  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes a new folder among the system's temporary ones.
   *
   * @throws IOException when it cannot be made
   */
  public static TemporaryFolder make() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("sealgate-demo-"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * A new folder in it.
   *
   * @throws IOException when it cannot be made
   */
  public Path folder(String name) throws IOException {
    return Files.createDirectory(path.resolve(name));
  }

  /** Deletes it with all that is in it. */
  @Override
  public void close() throws IOException {
    if (Files.exists(path)) {
      Files.walkFileTree(path, new Deletion());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
