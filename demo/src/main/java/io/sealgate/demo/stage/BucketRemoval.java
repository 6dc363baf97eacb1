package io.sealgate.demo.stage;

import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Removes buckets with all that is in them: a store that was lent is given back as it was. */
final class BucketRemoval {

  private final S3Client backend;

  BucketRemoval(S3Client backend) {
    this.backend = backend;
  }

  /** Removes a bucket; one that is not there is fine. */
  void remove(String bucket) {
    try {
      for (S3Object object : objects(bucket)) {
        backend.deleteObject(request -> request.bucket(bucket).key(object.key()));
      }
      backend.deleteBucket(request -> request.bucket(bucket));
    } catch (NoSuchBucketException absent) {
      return;
    }
  }

  private List<S3Object> objects(String bucket) {
    return backend.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .toList();
  }
}
