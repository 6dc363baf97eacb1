package io.sealgate.proxy.operation;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.S3Request;
import java.util.List;

/**
 * What the router lets through and an operation does not heed: the conditions of writes. To go on
 * without them would overwrite or delete something else than the client means, so they are refused.
 */
final class Unheeded {

  private static final List<String> CONDITIONS = List.of("If-Match", "If-None-Match");

  private Unheeded() {}

  static void refuse(S3Request request) {
    switch (request.operation()) {
      case COMPLETE_MULTIPART_UPLOAD -> refuseConditions(request);
      default -> {}
    }
  }

  private static void refuseConditions(S3Request request) {
    for (String name : CONDITIONS) {
      if (request.headers().contains(name)) {
        throw new S3Exception(S3Error.NOT_IMPLEMENTED).with("Header", name);
      }
    }
  }
}
