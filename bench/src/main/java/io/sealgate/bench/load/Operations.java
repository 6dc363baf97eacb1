package io.sealgate.bench.load;

import io.sealgate.s3.body.ChecksumAlgorithm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the requests of a round, all of them signed before it begins. */
final class Operations {

  private static final int RANGES = 64;

  private final Target target;
  private final Workload workload;
  private final Connections connections;
  private final SignedRequests requests;

  Operations(Target target, Workload workload, Connections connections) {
    this.target = target;
    this.workload = workload;
    this.connections = connections;
    requests = new SignedRequests(target);
  }

  /** One for each object, or for each range; gone round again and again unless used up. */
  List<Operation> all() {
    Payload payload = payload();
    List<Operation> operations = new ArrayList<>();
    int count = workload.action() == Workload.Action.GET_RANGE ? RANGES : workload.objects();
    for (int i = 0; i < count; i++) {
      operations.add(operation(i, payload));
    }
    return operations;
  }

  private Operation operation(int index, Payload payload) {
    String key = workload.key(index % workload.objects());
    Map<String, String> read = target.encryption().readHeaders();
    return switch (workload.action()) {
      case GET -> simple("GET", key, "", read, payload);
      case HEAD -> simple("HEAD", key, "", read, payload);
      case DELETE -> simple("DELETE", key, "", Map.of(), payload);
      case LIST ->
          simple("GET", "", "list-type=2&prefix=" + workload.folder() + "%2F", Map.of(), payload);
      case GET_RANGE, GET_RANGE_ONCE, GET_RANGE_OF_PARTS_ONCE ->
          simple("GET", key, "", withRange(read, index), payload);
      case PUT, PUT_SIGNED, PUT_SIGNED_SHA512, PUT_CRC32_TRAILER, PUT_CRC64NVME_TRAILER ->
          simple("PUT", key, "", target.encryption().writeHeaders(), payload);
      case PUT_MULTIPART ->
          new MultipartUpload(
              target,
              requests,
              connections,
              key,
              (int) (workload.objectBytes() / workload.pieceBytes()),
              workload.pieceBytes());
    };
  }

  private Operation simple(
      String method, String key, String query, Map<String, String> headers, Payload payload) {
    return new Operation.Simple(requests.head(method, key, query, headers, payload), payload);
  }

  /** Ranges far apart that begin at no frame's edge. */
  private Map<String, String> withRange(Map<String, String> headers, int index) {
    long lastStart = workload.objectBytes() - workload.pieceBytes();
    long start = (index * 16_785_407L + 12_345) % (lastStart + 1);
    Map<String, String> ranged = new HashMap<>(headers);
    ranged.put("range", "bytes=" + start + "-" + (start + workload.pieceBytes() - 1));
    return ranged;
  }

  private Payload payload() {
    return switch (workload.action()) {
      case GET,
          GET_RANGE,
          GET_RANGE_ONCE,
          GET_RANGE_OF_PARTS_ONCE,
          HEAD,
          LIST,
          DELETE,
          PUT_MULTIPART ->
          Payload.EMPTY;
      case PUT -> Payload.unsigned(workload.objectBytes());
      case PUT_SIGNED -> Payload.signed(workload.objectBytes());
      case PUT_SIGNED_SHA512 ->
          Payload.signedWith(ChecksumAlgorithm.SHA512, workload.objectBytes());
      case PUT_CRC32_TRAILER ->
          Payload.withTrailer(ChecksumAlgorithm.CRC32, workload.objectBytes());
      case PUT_CRC64NVME_TRAILER ->
          Payload.withTrailer(ChecksumAlgorithm.CRC64NVME, workload.objectBytes());
    };
  }
}
