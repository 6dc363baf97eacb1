package io.sealgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.config.schema.Choice;
import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.ListOf;
import io.sealgate.proxy.config.schema.NotYet;
import io.sealgate.proxy.config.schema.Scalar;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of the table has a row here: its name, its default, and another value of it. */
final class ConfigKeysTest {

  @TempDir private Path folder;

  static List<ConfigKeyRow> rows() {
    List<ConfigKeyRow> rows = new ArrayList<>(ServerKeyRows.rows());
    rows.addAll(PolicyKeyRows.rows());
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsDefaultAndReadsAnotherValue(ConfigKeyRow row) throws IOException {
    assertThat(row.fragment()).contains(row.name() + ":");
    row.check().in(folder);
  }

  @Test
  void coversEachKeyOfTheTable() {
    List<String> keys = new ArrayList<>();
    collect(RootKeys.SERVER, "", keys);
    assertThat(rows().stream().map(ConfigKeyRow::path)).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void readsTheSameKeysForTheKeyServiceAlone() {
    List<String> server = new ArrayList<>();
    List<String> keyService = new ArrayList<>();
    collect(RootKeys.SERVER, "", server);
    collect(RootKeys.KEY_SERVICE, "", keyService);
    assertThat(keyService).isEqualTo(server);
  }

  private static void collect(Type<?> type, String path, List<String> keys) {
    switch (type) {
      case Scalar<?> scalar -> keys.add(path);
      case NotYet notYet -> keys.add(path);
      case ListOf<?> list -> {
        boolean plain = list.items() instanceof Scalar<?>;
        collect(list.items(), plain ? path : path + "[]", keys);
      }
      case Group<?> group -> {
        for (Setting<?> setting : group.settings()) {
          collect(
              setting.type(), path.isEmpty() ? setting.name() : path + "." + setting.name(), keys);
        }
      }
      case Choice<?> choice ->
          choice
              .variants()
              .forEach((name, variant) ->
                  collect(variant, path + "." + choice.discriminator() + "." + name, keys));
    }
  }
}
