package io.sealgate.demo.scene;

import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An object as a client of Sealgate uses it.
 *
 * @param client the client
 * @param bucket its bucket
 * @param key its key
 * @param mode how it asks for encryption
 */
record ClientObject(S3Client client, String bucket, String key, SealingMode mode) {

  /** Stores a file. */
  void put(Path file) {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket).key(key);
    switch (mode) {
      case SealingMode.Kms kms -> {
        request.serverSideEncryption(kms.header());
        if (kms.keyIsNamed()) {
          request.ssekmsKeyId(kms.keyArn());
        }
      }
      case SealingMode.Customer customer ->
          request
              .sseCustomerAlgorithm(SealingMode.Customer.AES_256)
              .sseCustomerKey(customer.key().base64())
              .sseCustomerKeyMD5(customer.key().md5Base64());
    }
    client.putObject(request.build(), file);
  }

  /** What is told of it. */
  HeadObjectResponse head() {
    HeadObjectRequest.Builder request = HeadObjectRequest.builder().bucket(bucket).key(key);
    switch (mode) {
      case SealingMode.Kms kms -> {}
      case SealingMode.Customer customer ->
          request
              .sseCustomerAlgorithm(SealingMode.Customer.AES_256)
              .sseCustomerKey(customer.key().base64())
              .sseCustomerKeyMD5(customer.key().md5Base64());
    }
    return client.headObject(request.build());
  }

  /** All of it. */
  byte[] read() {
    return client.getObjectAsBytes(get().build()).asByteArrayUnsafe();
  }

  /** Part of it, both ends included, from 0. */
  byte[] read(long firstByte, long lastByte) {
    return client
        .getObjectAsBytes(get().range("bytes=" + firstByte + "-" + lastByte).build())
        .asByteArrayUnsafe();
  }

  /** The same object, asked for in another way. */
  ClientObject askedFor(SealingMode other) {
    return new ClientObject(client, bucket, key, other);
  }

  private GetObjectRequest.Builder get() {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(key);
    return switch (mode) {
      case SealingMode.Kms kms -> request;
      case SealingMode.Customer customer ->
          request
              .sseCustomerAlgorithm(SealingMode.Customer.AES_256)
              .sseCustomerKey(customer.key().base64())
              .sseCustomerKeyMD5(customer.key().md5Base64());
    };
  }
}
