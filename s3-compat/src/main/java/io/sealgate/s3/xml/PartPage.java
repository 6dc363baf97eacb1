package io.sealgate.s3.xml;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Which of many parts a document lists (ListParts and GetObjectAttributes).
 *
 * @param marker the number behind which the parts start, 0 for the first
 * @param nextMarker the number of the last part listed, 0 when none is
 * @param maxParts how many parts were asked for at most
 * @param truncated whether there are more
 */
public record PartPage(int marker, int nextMarker, int maxParts, boolean truncated) {

  /** How many parts a document lists at most. */
  private static final int MOST_PARTS = 1000;

  /**
   * Cuts a page out of all parts.
   *
   * @param all the parts, in ascending order of their numbers
   * @param number tells a part's number
   * @param marker the number behind which the page starts, 0 or more
   * @param maxParts how many parts it has at most; never more than 1000
   * @param <T> what a part is
   */
  public static <T> Cut<T> cut(List<T> all, ToIntFunction<T> number, int marker, int maxParts) {
    int from = 0;
    while (from < all.size() && number.applyAsInt(all.get(from)) <= marker) {
      from++;
    }
    int to = Math.min(all.size(), from + Math.min(maxParts, MOST_PARTS));
    int last = to > from ? number.applyAsInt(all.get(to - 1)) : 0;
    PartPage page = new PartPage(marker, last, Math.min(maxParts, MOST_PARTS), to < all.size());
    return new Cut<>(page, all.subList(from, to));
  }

  /**
   * A page and what it lists.
   *
   * @param page which parts
   * @param parts these parts
   * @param <T> what a part is
   */
  public record Cut<T>(PartPage page, List<T> parts) {

    /** Copies the list. */
    public Cut {
      parts = List.copyOf(parts);
    }
  }

  void write(XmlText to) {
    to.element("PartNumberMarker", Integer.toString(marker))
        .element("NextPartNumberMarker", Integer.toString(nextMarker))
        .element("MaxParts", Integer.toString(maxParts))
        .element("IsTruncated", Boolean.toString(truncated));
  }
}
