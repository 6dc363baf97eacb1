package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder for clients that copy folders: an empty file, small ones, one that goes in parts. */
record FileTree(Path root) {

  /** The size of the file that goes in parts. */
  static final int LARGE_BYTES = 17_000_001;

  /** Makes one. */
  static FileTree make(Path root) throws IOException {
    FileTree tree = new FileTree(root);
    Files.createDirectories(root.resolve("deep/er"));
    Files.write(root.resolve("deep/large"), tree.large());
    Files.write(root.resolve("deep/er/small, with a name"), Bodies.ofLength(70_000));
    Files.write(root.resolve("page.html"), Bodies.ofLength(1000));
    Files.write(root.resolve("empty"), new byte[0]);
    return tree;
  }

  /** The content of the large file. */
  byte[] large() {
    return Bodies.ofLength(LARGE_BYTES);
  }

  /** Changes it in each way in which a folder changes. */
  void change() throws IOException {
    Files.write(root.resolve("page.html"), Bodies.ofLength(1001));
    Files.write(root.resolve("new"), Bodies.ofLength(65_536));
    Files.delete(root.resolve("deep/er/small, with a name"));
  }

  /** The same files with the same content are there, and no others. */
  void assertSameAs(Path other) throws IOException {
    assertThat(files(other)).isEqualTo(files(root));
    for (String file : files(root)) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(root.resolve(file));
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
