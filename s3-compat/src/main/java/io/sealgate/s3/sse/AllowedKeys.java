package io.sealgate.s3.sse;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Which KMS keys may seal and open the objects of a place. An object is opened only with a key
 * whose ARN is checked before KMS is asked: else whoever may use any key at all could forge
 * objects.
 */
public final class AllowedKeys {

  /** No restriction. */
  public static final AllowedKeys EVERY = new AllowedKeys(true, List.of());

  private final boolean every;
  private final List<String> names;

  private AllowedKeys(boolean every, List<String> names) {
    this.every = every;
    this.names = names;
  }

  /**
   * These keys and no others.
   *
   * @param names key ids, key ARNs, alias names or alias ARNs
   */
  public static AllowedKeys of(List<String> names) {
    return new AllowedKeys(false, List.copyOf(names));
  }

  /** Whether there is nothing to check. */
  public boolean isEvery() {
    return every;
  }

  /**
   * Whether a key may seal, by what it was asked for: KMS says what an allowed name stands for at
   * the moment, and needs no second opinion. An ARN that was looked up at another time than the
   * data key was made would refuse each object while an alias moves.
   *
   * @param askedFor what KMS was given: key id, key ARN, alias name or alias ARN
   * @param keyArn the full ARN that KMS answered
   * @param arnOfAlias as in {@link #accepts}
   * @throws S3Exception AccessDenied
   */
  public void requireToSeal(String askedFor, String keyArn, UnaryOperator<String> arnOfAlias) {
    if (!names.contains(askedFor)) {
      require(keyArn, arnOfAlias);
    }
  }

  /**
   * Whether a key may be used.
   *
   * @param keyArn its full ARN
   * @param arnOfAlias gives the key ARN that an alias name or alias ARN stands for at present;
   *     asked only when no name tells by itself
   */
  public boolean accepts(String keyArn, UnaryOperator<String> arnOfAlias) {
    if (every) {
      return true;
    }
    for (String name : names) {
      if (name.equals(keyArn) || keyArn.endsWith(":key/" + name)) {
        return true;
      }
    }
    for (String name : names) {
      if (isAlias(name) && arnOfAlias.apply(name).equals(keyArn)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses a key that may not be used.
   *
   * @param keyArn its full ARN
   * @param arnOfAlias as in {@link #accepts}
   * @throws S3Exception AccessDenied
   */
  public void require(String keyArn, UnaryOperator<String> arnOfAlias) {
    if (!accepts(keyArn, arnOfAlias)) {
      throw new S3Exception(
          S3Error.ACCESS_DENIED, "The KMS key is not one of those that may be used here.");
    }
  }

  private static boolean isAlias(String name) {
    return name.startsWith("alias/") || name.contains(":alias/");
  }

  @Override
  public String toString() {
    return every ? "AllowedKeys[every]" : "AllowedKeys" + names;
  }
}
