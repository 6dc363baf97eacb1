package io.sealgate.bench.load;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the driver does to a target, over and over.
 *
 * @param name its name in the table and of its objects' folder
 * @param action what is asked for
 * @param objectBytes length of each object
 * @param objects how many objects there are to go round
 * @param pieceBytes length of the range that a range read asks for, or of the parts of a multipart
 *     upload; else 0
 * @param concurrency how many connections ask at once; a multipart upload opens those of its parts
 *     besides, up to eight at once
 */
record Workload(
    String name, Action action, long objectBytes, int objects, long pieceBytes, int concurrency) {

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;

  /** The sizes and numbers of connections of the table. */
  static final List<Workload> ALL =
      List.of(
          of("get-4k", Action.GET, 4 * KIB, 256, 16),
          of("put-4k", Action.PUT, 4 * KIB, 256, 16),
          of("get-1m", Action.GET, MIB, 64, 8),
          of("put-1m", Action.PUT, MIB, 64, 8),
          of("get-16m", Action.GET, 16 * MIB, 16, 8),
          of("put-16m", Action.PUT, 16 * MIB, 16, 8),
          of("put-16m-sha256", Action.PUT_SIGNED, 16 * MIB, 16, 8),
          of("put-16m-crc32", Action.PUT_CRC32_TRAILER, 16 * MIB, 16, 8),
          of("put-16m-crc64nvme", Action.PUT_CRC64NVME_TRAILER, 16 * MIB, 16, 8),
          of("get-256m", Action.GET, 256 * MIB, 2, 2),
          inParts("put-256m-multipart", 256 * MIB, 32 * MIB),
          new Workload("range-4k-warm", Action.GET_RANGE, 1024 * MIB, 1, 4 * KIB, 16),
          new Workload("range-1m-warm", Action.GET_RANGE, 1024 * MIB, 1, MIB, 8),
          new Workload("range-4k-cold", Action.GET_RANGE_ONCE, 256 * KIB, 1000, 4 * KIB, 16),
          new Workload("range-1m-cold", Action.GET_RANGE_ONCE, 2 * MIB, 256, MIB, 8),
          of("head", Action.HEAD, 4 * KIB, 256, 16),
          of("list-1000", Action.LIST, 16, 1000, 4),
          of("delete", Action.DELETE, 16, 1000, 16));

  /** Those that a plan names or does not have: not every target can do them. */
  private static final List<Workload> OTHERS =
      List.of(
          of("put-16m-sha512", Action.PUT_SIGNED_SHA512, 16 * MIB, 16, 8),
          new Workload(
              "range-4k-cold-parts", Action.GET_RANGE_OF_PARTS_ONCE, 10 * MIB, 100, 4 * KIB, 16),
          new Workload("range-4k-cold-1g", Action.GET_RANGE_ONCE, 1024 * MIB, 4, 4 * KIB, 1),
          new Workload("range-1m-cold-1g", Action.GET_RANGE_ONCE, 1024 * MIB, 4, MIB, 1),
          inParts("put-320m-in-8", 320 * MIB, 40 * MIB),
          inParts("put-320m-in-64", 320 * MIB, 5 * MIB));

  /**
   * The workloads of those names, in that order, or all of the table when there are none.
   *
   * @throws IllegalArgumentException when there is none of a name
   */
  static List<Workload> named(List<String> names) {
    return names.isEmpty() ? ALL : names.stream().map(Workload::named).toList();
  }

  private static Workload named(String name) {
    List<Workload> known = Stream.concat(ALL.stream(), OTHERS.stream()).toList();
    return known.stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no workload " + name + ", but " + known.stream().map(Workload::name).toList()));
  }

  /** The same with another number of connections. */
  Workload at(int connections) {
    return new Workload(name, action, objectBytes, objects, pieceBytes, connections);
  }

  private static Workload inParts(String name, long objectBytes, long partBytes) {
    return new Workload(name, Action.PUT_MULTIPART, objectBytes, 2, partBytes, 1);
  }

  private static Workload of(
      String name, Action action, long objectBytes, int objects, int concurrency) {
    return new Workload(name, action, objectBytes, objects, 0, concurrency);
  }

  /** The key of one of its objects. */
  String key(int index) {
    return folder() + "/object-" + index;
  }

  /** Where its objects are: reads of one size share theirs, so that they are written once. */
  String folder() {
    return switch (action) {
      case GET, GET_RANGE, HEAD -> "read-" + objectBytes;
      case LIST -> "list-" + objectBytes;
      default -> name;
    };
  }

  /** What is done. */
  enum Action {
    GET,
    GET_RANGE,
    /** A range of each object once, after the object has been written anew. */
    GET_RANGE_ONCE,
    /** The same of objects that are uploaded in two parts. */
    GET_RANGE_OF_PARTS_ONCE,
    HEAD,
    LIST,
    DELETE,
    PUT,
    PUT_SIGNED,
    /** The payload's SHA-256 is signed, and its SHA-512 sent to be checked and kept. */
    PUT_SIGNED_SHA512,
    PUT_CRC32_TRAILER,
    PUT_CRC64NVME_TRAILER,
    PUT_MULTIPART;

    /** Whether objects must be there before the round. */
    boolean needsObjects() {
      return switch (this) {
        case GET, GET_RANGE, GET_RANGE_ONCE, GET_RANGE_OF_PARTS_ONCE, HEAD, LIST, DELETE -> true;
        case PUT,
            PUT_SIGNED,
            PUT_SIGNED_SHA512,
            PUT_CRC32_TRAILER,
            PUT_CRC64NVME_TRAILER,
            PUT_MULTIPART ->
            false;
      };
    }

    /** Whether each object serves for one request, so that all are written before each round. */
    boolean usesUp() {
      return this == GET_RANGE_ONCE || this == GET_RANGE_OF_PARTS_ONCE || this == DELETE;
    }
  }
}
