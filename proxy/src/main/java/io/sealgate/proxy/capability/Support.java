package io.sealgate.proxy.capability;

/** How a backend treats what Sealgate asked of it. */
public enum Support {
  /** It does what was asked, and refuses what must not be done. */
  WORKS,
  /** It answers as if it had been asked for less: nothing may rely on it. */
  IGNORED,
  /** It answers with an error. */
  REFUSED,
  /** It could not be told this time. */
  UNKNOWN
}
