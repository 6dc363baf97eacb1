package io.sealgate.crypto.body;

import java.nio.ByteBuffer;

/**
 * How far the life of a transform has come, so that a failure is final: whatever throws between
 * {@link #begin} and {@link #end} leaves it failed.
 */
final class Progress {

  private enum State {
    OPEN,
    FAILED,
    FINISHED,
    CLOSED
  }

  private State state = State.OPEN;

  /**
   * Begins a call; until {@link #end} the transform counts as failed.
   *
   * @throws IllegalStateException when it has failed, finished or been closed before
   */
  void begin() {
    state =
        switch (state) {
          case OPEN -> State.FAILED;
          case FAILED -> throw new IllegalStateException("this transform has failed");
          case FINISHED -> throw new IllegalStateException("this transform has finished");
          case CLOSED -> throw new IllegalStateException("this transform is closed");
        };
  }

  /** Ends an update that went well. */
  void end() {
    state = State.OPEN;
  }

  /** Ends the finish that went well. */
  void finished() {
    state = State.FINISHED;
  }

  /** From here on every call throws. */
  void closed() {
    state = State.CLOSED;
  }

  /** Checks the caller's side of the bargain before any input is consumed. */
  static void requireRoom(ByteBuffer out, int bytes) {
    if (out.remaining() < bytes) {
      throw new IllegalArgumentException(
          "room for " + out.remaining() + " bytes where up to " + bytes + " are written");
    }
  }
}
