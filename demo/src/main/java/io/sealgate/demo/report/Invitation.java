package io.sealgate.demo.report;

import io.sealgate.demo.stage.Stage;
import java.io.PrintStream;

/** Prints commands of the AWS CLI that can be copied and run while the demo stays up. */
public final class Invitation {

  private final Stage stage;

  /** For that stage. */
  public Invitation(Stage stage) {
    this.stage = stage;
  }

  /** Prints them. They name files with secrets, never the secrets. */
  public void print(PrintStream out) {
    out.print(
        """

        Sealgate stays up until Ctrl-C. In another terminal:

          export AWS_SHARED_CREDENTIALS_FILE=%1$s AWS_PROFILE=default AWS_REGION=us-east-1
          export AWS_CA_BUNDLE=%2$s

          aws --endpoint-url %3$s s3 ls s3://%5$s --recursive
          aws --endpoint-url %3$s s3 cp /etc/hostname s3://%5$s/mine.txt
          aws --endpoint-url %3$s s3 cp /etc/hostname s3://%5$s/kms.txt --sse aws:kms
          aws --endpoint-url %3$s s3api head-object --bucket %5$s --key kms.txt
          aws --endpoint-url %3$s s3 cp s3://%5$s/kms.txt -
          aws --endpoint-url %3$s s3 cp /etc/hostname s3://%5$s/pii/mine.txt --sse AES256   # refused
          aws --endpoint-url %4$s kms list-aliases
          aws --endpoint-url %4$s kms create-key --description mine
          curl -s %6$s

        """
            .formatted(
                stage.awsCredentials(),
                stage.certificate(),
                stage.https(),
                stage.kmsUrl(),
                stage.buckets().data(),
                stage.metrics()));
  }
}
