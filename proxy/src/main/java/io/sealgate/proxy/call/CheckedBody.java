package io.sealgate.proxy.call;

import io.sealgate.crypto.Transform;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.PayloadCheck;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The client's body on its way into another transform: de-framed, digested, and held against
 * everything that the client promised before the transform may release its end.
 */
public final class CheckedBody implements Transform {

  private final PayloadCheck check;
  private final Transform next;
  private final DigestsOnceKnown digests;

  public CheckedBody(PayloadCheck check, DigestsOnceKnown digests, Transform next) {
    this.check = check;
    this.digests = digests;
    this.next = next;
  }

  @Override
  public int outputBound(int inputBytes) {
    return next.outputBound(inputBytes);
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    check.update(in, plaintext -> next.update(plaintext, out));
  }

  @Override
  public boolean takesUnchanged(ByteBuffer in) {
    if (check.isFramed() || !next.takesUnchanged(in.duplicate())) {
      return false;
    }
    check.update(in, _ -> {});
    return true;
  }

  @Override
  public void finish(ByteBuffer out) {
    digests.set(check.finish());
    next.finish(out);
  }

  @Override
  public void close() {
    next.close();
  }

  /**
   * The digests of a body that has been checked: there from the moment that its end may be sealed.
   */
  public static final class DigestsOnceKnown {
    private @Nullable ObjectDigests known;

    public ObjectDigests get() {
      if (known == null) {
        throw new IllegalStateException("the body is not complete yet");
      }
      return known;
    }

    private void set(ObjectDigests digests) {
      known = digests;
    }
  }
}
