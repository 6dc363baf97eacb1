package io.sealgate.it.client;

import io.sealgate.it.fixture.CustomerKey;
import io.sealgate.it.fixture.SseMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** What Amazon's clients for Java must say in further requests to use a mode. */
final class Requests {

  private static final String ALGORITHM = "AES256";
  private static final CustomerKey CUSTOMER = SseMode.CUSTOMER;

  private Requests() {}

  /** Asks for the mode. */
  static CreateMultipartUploadRequest.Builder ask(
      SseMode mode, CreateMultipartUploadRequest.Builder create) {
    return switch (mode) {
      case UNASKED -> create;
      case SSE_S3 -> create.serverSideEncryption(ServerSideEncryption.AES256);
      case SSE_KMS -> create.serverSideEncryption(ServerSideEncryption.AWS_KMS);
      case DSSE_KMS -> create.serverSideEncryption(ServerSideEncryption.AWS_KMS_DSSE);
      case SSE_C ->
          create
              .sseCustomerAlgorithm(ALGORITHM)
              .sseCustomerKey(CUSTOMER.base64())
              .sseCustomerKeyMD5(CUSTOMER.md5());
    };
  }

  /** Says what is needed to add a part. */
  static UploadPartRequest.Builder add(SseMode mode, UploadPartRequest.Builder part) {
    return mode == SseMode.SSE_C
        ? part.sseCustomerAlgorithm(ALGORITHM)
            .sseCustomerKey(CUSTOMER.base64())
            .sseCustomerKeyMD5(CUSTOMER.md5())
        : part;
  }

  /** Says what is needed to complete. */
  static CompleteMultipartUploadRequest.Builder end(
      SseMode mode, CompleteMultipartUploadRequest.Builder complete) {
    return mode == SseMode.SSE_C
        ? complete
            .sseCustomerAlgorithm(ALGORITHM)
            .sseCustomerKey(CUSTOMER.base64())
            .sseCustomerKeyMD5(CUSTOMER.md5())
        : complete;
  }

  /** Says what is needed to read the source, and asks for the mode of the target. */
  static CopyObjectRequest.Builder copy(SseMode mode, CopyObjectRequest.Builder copy) {
    return switch (mode) {
      case UNASKED -> copy;
      case SSE_S3 -> copy.serverSideEncryption(ServerSideEncryption.AES256);
      case SSE_KMS -> copy.serverSideEncryption(ServerSideEncryption.AWS_KMS);
      case DSSE_KMS -> copy.serverSideEncryption(ServerSideEncryption.AWS_KMS_DSSE);
      case SSE_C ->
          copy.sseCustomerAlgorithm(ALGORITHM)
              .sseCustomerKey(CUSTOMER.base64())
              .sseCustomerKeyMD5(CUSTOMER.md5())
              .copySourceSSECustomerAlgorithm(ALGORITHM)
              .copySourceSSECustomerKey(CUSTOMER.base64())
              .copySourceSSECustomerKeyMD5(CUSTOMER.md5());
    };
  }
}
