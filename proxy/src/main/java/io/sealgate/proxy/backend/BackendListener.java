package io.sealgate.proxy.backend;

import io.netty.buffer.ByteBuf;

/**
 * Who receives the answer to one request. Called on the connection's event loop; after {@link
 * #onEndOfAnswer} or {@link #onFailure} nothing more comes.
 */
public interface BackendListener {

  /**
   * The request's head has been sent on that connection; again when it had to be sent anew on
   * another.
   */
  void onConnected(BackendConnection connection);

  /**
   * The head of the final answer (an interim 1xx is not shown). The body waits until it is asked
   * for by a read.
   */
  void onHead(BackendHead head);

  /** A piece of the body; takes ownership of {@code bytes}. */
  void onBody(ByteBuf bytes);

  /**
   * What one read brought has been delivered: the time to flush what was made of it and to ask for
   * more.
   */
  void onAnswerReadComplete();

  /** The answer is complete. */
  void onEndOfAnswer();

  /** The connection takes more bytes again, or has stopped to. */
  void onWritabilityChanged();

  /** The connection failed before the answer was complete; it is closed. */
  void onFailure(BackendException failure);
}
