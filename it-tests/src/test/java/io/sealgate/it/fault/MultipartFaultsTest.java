package io.sealgate.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.Fault;
import io.sealgate.it.fixture.Fault.Direction;
import io.sealgate.it.fixture.Fault.Kind;
import io.sealgate.it.fixture.Fault.Spot;
import io.sealgate.it.fixture.FaultyLink;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Every fault at every place of an UploadPart and a CompleteMultipartUpload, on either side: the
 * upload can be finished by the same requests, through another Sealgate, and what is read is what
 * was sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MultipartFaultsTest {

  private static final String BUCKET = "multipart-faults";
  private static final int AT_ONCE = 4;
  private static final int WAITING_AT_ONCE = 40;
  private static final byte[] EARLIER = Bodies.ofLength(5_000);
  private static final byte[] BODY = Bodies.ofLength(400_000);
  private static final List<SseMode> MODES =
      List.of(SseMode.UNASKED, SseMode.SSE_KMS, SseMode.DSSE_KMS);

  /** One fault in one request. */
  record Case(boolean atClient, String method, Fault fault, SseMode mode) {

    String key() {
      return (method
              + (atClient ? "-client-" : "-backend-")
              + fault.kind()
              + "-"
              + fault.direction()
              + "-"
              + fault.spot())
          .toLowerCase(Locale.ROOT);
    }

    String path() {
      return "/" + BUCKET + "/" + key();
    }
  }

  private SealgateServer healthy;
  private FaultyStage steady;
  private FaultyStage hasty;
  private Bucket good;

  @BeforeAll
  void open() {
    healthy = FaultyStage.healthy();
    good = Bucket.create(healthy.s3(), BUCKET);
    steady = FaultyStage.steady(healthy, BUCKET);
    hasty = FaultyStage.hasty(healthy, BUCKET);
  }

  @AfterAll
  void close() throws InterruptedException {
    steady.assertNothingIsStuck();
    hasty.assertNothingIsStuck();
    steady.close();
    hasty.close();
    good.empty();
    healthy.close();
  }

  @ParameterizedTest
  @EnumSource(names = "CUT", mode = EnumSource.Mode.EXCLUDE) // to Sealgate it is a HALF_CLOSE
  void canBeFinishedAfterAFaultInAPart(Kind kind) {
    Concurrently.check(atOnce(kind), cases("PUT", kind), FaultNotMet.repeating(this::checkPart));
  }

  @ParameterizedTest
  @EnumSource(names = "CUT", mode = EnumSource.Mode.EXCLUDE) // to Sealgate it is a HALF_CLOSE
  void canBeFinishedAfterAFaultInComplete(Kind kind) {
    Concurrently.check(
        atOnce(kind), cases("POST", kind), FaultNotMet.repeating(this::checkComplete));
  }

  private static int atOnce(Kind kind) {
    return kind == Kind.STALL ? WAITING_AT_ONCE : AT_ONCE;
  }

  private static List<Case> cases(String method, Kind kind) {
    List<Case> cases = new ArrayList<>();
    for (boolean atClient : new boolean[] {true, false}) {
      for (Spot spot : Spot.values()) {
        for (Direction direction : Direction.values()) {
          boolean hasBody = direction == Direction.REQUEST || method.equals("POST");
          if (hasBody || (spot != Spot.MID_BODY && spot != Spot.BEFORE_LAST_BYTE)) {
            SseMode mode = MODES.get(cases.size() % MODES.size());
            cases.add(new Case(atClient, method, new Fault(kind, direction, spot), mode));
          }
        }
      }
    }
    return cases;
  }

  private void checkPart(Case part) {
    String upload = begin(part);
    Bucket client = client(part);
    RuntimeException failure = failureOf(part, () -> upload(client, part, upload));
    assertThat(good.get(part.key())).isEqualTo(EARLIER);
    if (failure == null) {
      assertThat(part.fault().cutsRequest()).isFalse();
    } else {
      assertClear(part, failure);
    }
    complete(good, part, upload, upload(good, part, upload));
    assertThat(good.get(part.key())).isEqualTo(BODY);
  }

  private void checkComplete(Case complete) {
    String upload = begin(complete);
    String eTag = upload(good, complete, upload);
    Bucket client = client(complete);
    RuntimeException failure = failureOf(complete, () -> complete(client, complete, upload, eTag));
    byte[] present = good.get(complete.key());
    if (failure == null) {
      assertThat(complete.fault().cutsRequest()).isFalse();
    } else {
      assertClear(complete, failure);
      if (complete.fault().cutsRequest()) {
        assertThat(present).isEqualTo(EARLIER);
      }
      try {
        complete(good, complete, upload, eTag);
      } catch (NoSuchUploadException completedBefore) {
        assertThat(present).isEqualTo(BODY);
      }
    }
    assertThat(good.get(complete.key())).isEqualTo(BODY);
  }

  private String begin(Case single) {
    good.put(single.key(), single.mode(), EARLIER);
    CreateMultipartUploadRequest.Builder create =
        CreateMultipartUploadRequest.builder().bucket(BUCKET).key(single.key());
    switch (single.mode()) {
      case SSE_KMS -> create.serverSideEncryption("aws:kms");
      case DSSE_KMS -> create.serverSideEncryption("aws:kms:dsse");
      case UNASKED, SSE_S3, SSE_C -> {}
    }
    return good.s3().createMultipartUpload(create.build()).uploadId();
  }

  private static String upload(Bucket by, Case single, String upload) {
    return by.s3()
        .uploadPart(
            part -> part.bucket(BUCKET).key(single.key()).uploadId(upload).partNumber(1),
            RequestBody.fromBytes(BODY))
        .eTag();
  }

  private static void complete(Bucket by, Case single, String upload, String eTag) {
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(eTag).build();
    by.s3()
        .completeMultipartUpload(all ->
            all.bucket(BUCKET)
                .key(single.key())
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(part)));
  }

  /** Late is not broken; and what the store did to Sealgate is said in S3's words. */
  private static void assertClear(Case single, RuntimeException failure) {
    assertThat(single.fault().kind()).as("%s", failure).isNotEqualTo(Kind.DELAY);
    if (!single.atClient()) {
      assertThat(failure).isInstanceOf(S3Exception.class);
    }
  }

  private @Nullable RuntimeException failureOf(Case single, Runnable call) {
    FaultyStage stage = stage(single);
    FaultyLink link = single.atClient() ? stage.clientLink() : stage.backendLink();
    link.plant(single.method(), single.path(), single.fault());
    RuntimeException failure = null;
    try {
      call.run();
    } catch (SdkException | UncheckedIOException thrown) { // the latter from inside the document
      failure = thrown;
    }
    link.clear(single.method(), single.path());
    FaultNotMet.unless(link.wasMet(single.method(), single.path()), failure);
    return failure;
  }

  private FaultyStage stage(Case single) {
    return single.fault().kind() == Kind.STALL ? hasty : steady;
  }

  private Bucket client(Case single) {
    return single.atClient() ? stage(single).behindClientLink() : stage(single).bucket();
  }
}
