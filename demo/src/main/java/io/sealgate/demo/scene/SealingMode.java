package io.sealgate.demo.scene;

import io.sealgate.crypto.envelope.Mode;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** A way to ask for encryption, as clients do. */
sealed interface SealingMode {

  /** Its name in AWS's documentation. */
  String title();

  /** What the envelope is to say. */
  Mode mode();

  /** What the answers' header is to say. */
  String algorithm();

  /**
   * By a KMS key.
   *
   * @param title for the table
   * @param mode as the envelope says it
   * @param header as the client asks for it
   * @param keyArn the KMS key's ARN
   */
  record Kms(String title, Mode mode, ServerSideEncryption header, String keyArn)
      implements SealingMode {

    /** Checks that nothing is missing. */
    public Kms {
      Objects.requireNonNull(title);
      Objects.requireNonNull(mode);
      Objects.requireNonNull(header);
      Objects.requireNonNull(keyArn);
    }

    /** SSE-S3's key is Sealgate's own affair: clients neither name nor see it. */
    boolean keyIsNamed() {
      return mode != Mode.SSE_S3;
    }

    @Override
    public String algorithm() {
      return header.toString();
    }
  }

  /**
   * By a key that the client brings along.
   *
   * @param key the key
   */
  record Customer(CustomerKey key) implements SealingMode {

    /** The one cipher that S3 has. */
    static final String AES_256 = "AES256";

    /** Checks that nothing is missing. */
    public Customer {
      Objects.requireNonNull(key);
    }

    @Override
    public String title() {
      return "SSE-C";
    }

    @Override
    public Mode mode() {
      return Mode.SSE_C;
    }

    @Override
    public String algorithm() {
      return AES_256;
    }
  }
}
