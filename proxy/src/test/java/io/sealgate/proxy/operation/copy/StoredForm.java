package io.sealgate.proxy.operation.copy;

import io.sealgate.proxy.operation.multipart.UploadFixture;
import java.util.ArrayList;
import java.util.List;

/** The forms that an object can be stored in, with what requests must say to get and open them. */
enum StoredForm {
  PLAINTEXT,
  SSE_S3,
  SSE_KMS,
  DSSE_KMS,
  SSE_C;

  /** The path of an object in a bucket where this form can be had. */
  String path(String key) {
    return (this == PLAINTEXT ? "/clear/" : "/box/") + key;
  }

  /** How often its body is sealed. */
  int layers() {
    return switch (this) {
      case PLAINTEXT -> 0;
      case SSE_S3, SSE_KMS, SSE_C -> 1;
      case DSSE_KMS -> 2;
    };
  }

  /** Asks for this form. */
  String[] asked(String... more) {
    List<String> asked =
        switch (this) {
          case PLAINTEXT -> List.of();
          case SSE_S3 -> List.of(UploadFixture.SSE, "AES256");
          case SSE_KMS -> List.of(UploadFixture.SSE, "aws:kms");
          case DSSE_KMS -> List.of(UploadFixture.SSE, "aws:kms:dsse");
          case SSE_C -> List.of(UploadFixture.customerKey(1));
        };
    return with(asked, more);
  }

  /** Reads an object of this form. */
  String[] reading(String... more) {
    return this == SSE_C ? asked(more) : more;
  }

  /** Names it as what is copied. */
  String[] copied(String key, String... more) {
    List<String> source = new ArrayList<>(List.of("x-amz-copy-source", path(key)));
    for (String text : reading()) {
      source.add(text.replace("x-amz-", "x-amz-copy-source-"));
    }
    return with(source, more);
  }

  private static String[] with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
