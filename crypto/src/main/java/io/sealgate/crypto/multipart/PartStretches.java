package io.sealgate.crypto.multipart;

import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.SequentialTransform.Stretch;
import io.sealgate.crypto.body.SequentialTransform.Stretches;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a multipart object one after the other, each opened when its turn comes, under keys
 * of their own that are zeroed at the end.
 */
final class PartStretches implements Stretches {

  /** How a part is opened. */
  @FunctionalInterface
  interface Opening {

    /** Makes the part's stretch; borrows the keys. */
    Stretch open(ObjectPart part, List<PartKeys> keys);
  }

  private final ObjectLayout layout;
  private final int last;
  private final List<PartKeys> keys;
  private final Opening opening;
  private int next;

  /** Copies the keys; first and last are ordinals. */
  PartStretches(ObjectLayout layout, int first, int last, List<PartKeys> keys, Opening opening) {
    this.layout = layout;
    this.next = first;
    this.last = last;
    this.keys = new ArrayList<>(keys.size());
    for (PartKeys layer : keys) {
      this.keys.add(layer.copy());
    }
    this.opening = opening;
  }

  @Override
  public boolean hasNext() {
    return next <= last;
  }

  @Override
  public Stretch next() {
    return opening.open(layout.part(next++), keys);
  }

  @Override
  public void close() {
    keys.forEach(PartKeys::close);
  }
}
