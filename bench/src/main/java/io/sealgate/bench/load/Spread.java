package io.sealgate.bench.load;

import java.util.List;

/**
 * What rounds say together of one figure.
 *
 * @param least the least of them
 * @param median the one in the middle, or half-way between the two in the middle
 * @param most the most of them
 */
record Spread(double least, double median, double most) {

  /**
   * Of figures in any order.
   *
   * @param figures one for each round, at least one
   */
  static Spread of(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.getFirst(), median, sorted.getLast());
  }
}
