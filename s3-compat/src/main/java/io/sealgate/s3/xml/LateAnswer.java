package io.sealgate.s3.xml;

import java.util.Objects;

/**
 * What a backend answers in a body after a status that says nothing yet: CompleteMultipartUpload,
 * CopyObject and UploadPartCopy may fail with status 200 (S3 API reference,
 * "CompleteMultipartUpload").
 *
 * @param <T> the document of success
 */
public sealed interface LateAnswer<T> {

  /**
   * It was done.
   *
   * @param result what the backend says of it
   * @param <T> the document
   */
  record Success<T>(T result) implements LateAnswer<T> {

    /** Checks that nothing is missing. */
    public Success {
      Objects.requireNonNull(result);
    }
  }

  /**
   * It was not done, or nobody knows.
   *
   * @param code the code of the error document
   * @param <T> the document that success would have had
   */
  record Failure<T>(String code) implements LateAnswer<T> {

    /** Checks that nothing is missing. */
    public Failure {
      Objects.requireNonNull(code);
    }
  }
}
