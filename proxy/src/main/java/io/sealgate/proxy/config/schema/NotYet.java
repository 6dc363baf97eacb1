package io.sealgate.proxy.config.schema;

/**
 * A key of the contract whose feature is not built yet: whoever sets it is told so. An empty list
 * or mapping asks for nothing and is accepted.
 *
 * @param feature what it will be for, to follow "is not supported yet:"
 */
public record NotYet(String feature) implements Type<NotYet.Absent> {

  @Override
  public String allowed() {
    return "nothing yet";
  }

  Absent read(Place place) {
    boolean asksForNothing =
        switch (place.node()) {
          case YamlNode.Sequence sequence -> sequence.items().isEmpty();
          case YamlNode.Mapping mapping -> mapping.entries().isEmpty();
          case YamlNode.Scalar scalar -> false;
          case YamlNode.Nothing nothing -> false;
        };
    if (!asksForNothing) {
      throw place.refuse("is not supported yet: " + feature);
    }
    return Absent.ABSENT;
  }

  /** What it becomes: the only value there is. */
  public enum Absent {
    /** Nothing was asked for. */
    ABSENT
  }

  /** Thrown by a scalar whose name is in the contract but not built yet. */
  static final class Refusal extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String feature;

    Refusal(String feature) {
      super(feature);
      this.feature = feature;
    }

    String feature() {
      return feature;
    }
  }
}
