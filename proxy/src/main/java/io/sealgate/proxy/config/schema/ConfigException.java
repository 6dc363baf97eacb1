package io.sealgate.proxy.config.schema;

/**
 * The configuration cannot be used. The message is one sentence that names the key, the value
 * (never a secret) and what is allowed.
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the sentence. */
  public ConfigException(String sentence) {
    super(sentence, null, false, false);
  }
}
