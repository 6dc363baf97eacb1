package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.multipart.ClaimedPart;
import java.util.Collections;
import java.util.List;

class XmlFuzzTest {

  private static final Owner OWNER = new Owner("123456789012", null);

  @FuzzTest(maxDuration = "20s")
  void refusesADeleteRequestOrReadsWhatItWrites(byte[] document) {
    try {
      DeleteRequest request = DeleteRequest.parse(document);
      assertThat(request.objects()).hasSizeBetween(1, 1000);
      assertThat(DeleteRequest.parse(request.write())).isEqualTo(request);
    } catch (S3Exception refused) {
      assertThat(refused.error()).isIn(S3Error.MALFORMED_XML, S3Error.NOT_IMPLEMENTED);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesAListingOrKeepsItsRows(byte[] document) {
    try {
      ListObjectsResult result = ListObjectsResult.parse(document);
      List<ListedObject> rows = result.objects();
      byte[] rewritten =
          result.rewrite(
              Collections.nCopies(rows.size(), new PlaintextRow(1, null, null)), OWNER, true);
      assertThat(ListObjectsResult.parse(rewritten).objects())
          .extracting(ListedObject::key)
          .containsExactlyElementsOf(rows.stream().map(ListedObject::key).toList());
    } catch (S3Exception refused) {
      assertThat(refused.error()).isEqualTo(S3Error.INTERNAL_ERROR);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesABucketConfigurationOrReadsIt(byte[] document) {
    try {
      CreateBucketConfiguration configuration = CreateBucketConfiguration.parse(document);
      assertThat(CreateBucketConfiguration.parse(configuration.write())).isEqualTo(configuration);
    } catch (S3Exception refused) {
      assertThat(refused.error()).isIn(S3Error.MALFORMED_XML, S3Error.NOT_IMPLEMENTED);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesACompletionOrReadsItsParts(byte[] document) {
    try {
      List<ClaimedPart> parts = CompleteMultipartUpload.parse(document).parts();
      assertThat(parts).hasSizeBetween(1, 10_000);
      int last = 0;
      for (ClaimedPart part : parts) {
        assertThat(part.number()).isBetween(last + 1, 10_000);
        assertThat(part.eTag()).isNotEmpty();
        assertThat(part.checksums().values()).hasSizeLessThan(2);
        last = part.number();
      }
    } catch (S3Exception refused) {
      assertThat(refused.error())
          .isIn(S3Error.MALFORMED_XML, S3Error.INVALID_ARGUMENT, S3Error.INVALID_PART_ORDER);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesALateAnswerOrReadsWhatItWrites(byte[] document) {
    try {
      CompleteMultipartUploadResult.parseETag(document);
    } catch (S3Exception refused) {
      assertThat(refused.error()).isEqualTo(S3Error.INTERNAL_ERROR);
    }
    try {
      LateAnswer<CopyPartResult> answer = CopyPartResult.parse(document);
      if (answer instanceof LateAnswer.Success<CopyPartResult>(CopyPartResult result)) {
        assertThat(CopyPartResult.parse(result.write())).isEqualTo(answer);
      }
    } catch (S3Exception refused) {
      assertThat(refused.error()).isEqualTo(S3Error.INTERNAL_ERROR);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesAListOfPartsOrReadsWhatItWrites(byte[] document) {
    try {
      ListPartsResult result = ListPartsResult.parse(document);
      assertThat(ListPartsResult.parse(result.write(OWNER))).isEqualTo(result);
    } catch (S3Exception refused) {
      assertThat(refused.error()).isEqualTo(S3Error.INTERNAL_ERROR);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesAListOfUploadsOrKeepsItsRows(byte[] document) {
    try {
      ListMultipartUploadsResult result = ListMultipartUploadsResult.parse(document);
      byte[] rewritten =
          result.rewrite(Collections.nCopies(result.uploads().size(), null), OWNER, true);
      assertThat(ListMultipartUploadsResult.parse(rewritten).uploads()).isEqualTo(result.uploads());
    } catch (S3Exception refused) {
      assertThat(refused.error()).isEqualTo(S3Error.INTERNAL_ERROR);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesAnUploadOrReadsItsId(byte[] document) {
    try {
      assertThat(InitiateMultipartUploadResult.parseUploadId(document)).isNotEmpty();
    } catch (S3Exception refused) {
      assertThat(refused.error()).isEqualTo(S3Error.INTERNAL_ERROR);
    }
  }

  @FuzzTest(maxDuration = "20s")
  void refusesAnObjectsEncryptionOrReadsItsKey(byte[] document) {
    try {
      assertThat(ObjectEncryption.parse(document).kmsKeyArn()).isNotBlank();
    } catch (S3Exception refused) {
      assertThat(refused.error()).isEqualTo(S3Error.MALFORMED_XML);
    }
  }
}
