package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Collections;
import java.util.List;

class XmlFuzzTest {

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
          result.rewrite(Collections.nCopies(rows.size(), new PlaintextRow(1, null, null)), true);
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
}
