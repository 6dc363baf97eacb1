package io.sealgate.proxy.exchange;

/**
 * Where a body comes from: the client, or the backend. Any source goes with any {@link BodySink}.
 */
interface BodySource {

  /** Hands over what has come already, and from now on what comes. */
  void deliverTo(BodySink sink);

  /** Asks for more of the body. */
  void read();
}
