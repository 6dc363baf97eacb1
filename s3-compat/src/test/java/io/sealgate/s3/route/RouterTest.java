package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {

  private static final Router ROUTER = new Router("s3.example.org", "sealgate-system");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /              |                                  | ListBuckets       |        |",
        "GET    | /              | prefix=a&max-buckets=2           | ListBuckets       |        |",
        "PUT    | /photos        |                                  | CreateBucket      | photos |",
        "PUT    | /photos/       |                                  | CreateBucket      | photos |",
        "HEAD   | /photos        |                                  | HeadBucket        | photos |",
        "DELETE | /photos        |                                  | DeleteBucket      | photos |",
        "GET    | /photos        | location                         | GetBucketLocation | photos |",
        "GET    | /photos        | location=                        | GetBucketLocation | photos |",
        "GET    | /photos        |                                  | ListObjects       | photos |",
        "GET    | /photos/       |                                  | ListObjects       | photos |",
        "GET    | /photos        | prefix=acl&delimiter=%2F&marker= | ListObjects       | photos |",
        "GET    | /photos        | max-keys=1&encoding-type=url     | ListObjects       | photos |",
        "GET    | /photos        | list-type=2                      | ListObjectsV2     | photos |",
        "GET    | /photos/       | &list-type=2&fetch-owner=true&&  | ListObjectsV2     | photos |",
        "GET    | /photos        | start-after=a&list-type=2        | ListObjectsV2     | photos |",
        "POST   | /photos        | delete                           | DeleteObjects     | photos |",
        "POST   | /photos/       | delete=&x-id=DeleteObjects       | DeleteObjects     | photos |",
        "GET    | /photos/a/b    |                                  | GetObject         | photos |"
            + " a/b",
        "GET    | /photos/a      | x-id=GetObject                   | GetObject         | photos |"
            + " a",
        "HEAD   | /photos/a/     |                                  | HeadObject        | photos |"
            + " a/",
        "PUT    | /photos/a      | x-id=PutObject                   | PutObject         | photos |"
            + " a",
        "DELETE | /photos/a      |                                  | DeleteObject      | photos |"
            + " a",
        "GET    | /photos/a      | versionId=null&partNumber=3      | GetObject         | photos |"
            + " a",
        "HEAD   | /photos/a      | partNumber=1&versionId=v         | HeadObject        | photos |"
            + " a",
        "DELETE | /photos/a      | versionId=v                      | DeleteObject      | photos |"
            + " a",
        "POST   | /photos/a      | uploads                          | CreateMultipartUpload |"
            + " photos | a",
        "PUT    | /photos/a      | partNumber=1&uploadId=x          | UploadPart        | photos |"
            + " a",
        "POST   | /photos/a      | uploadId=x                       | CompleteMultipartUpload |"
            + " photos | a",
        "DELETE | /photos/a      | uploadId=x                       | AbortMultipartUpload | photos"
            + " | a",
        "GET    | /photos/a      | uploadId=x&max-parts=9&part-number-marker=3 | ListParts | photos"
            + " | a",
        "GET    | /photos        | uploads&max-uploads=9&upload-id-marker=x&key-marker=k |"
            + " ListMultipartUploads | photos |",
        "GET    | /photos        | uploads&prefix=a&delimiter=/&encoding-type=url |"
            + " ListMultipartUploads | photos |",
        "GET    | /photos        | versions&max-keys=9&version-id-marker=x&key-marker=k |"
            + " ListObjectVersions | photos |",
        "GET    | /photos        | versions&prefix=a&delimiter=/&encoding-type=url |"
            + " ListObjectVersions | photos |",
        "GET    | /photos/a      | attributes&versionId=v           | GetObjectAttributes | photos"
            + " | a",
        "PUT    | /photos/a      | encryption&versionId=v           | UpdateObjectEncryption |"
            + " photos | a",
        "GET    | /photos/a      | tagging&versionId=v              | GetObjectTagging  | photos |"
            + " a",
        "DELETE | /photos/a      | tagging&versionId=v              | DeleteObjectTagging | photos"
            + " | a",
        "PUT    | /photos/a      | legal-hold&versionId=v           | PutObjectLegalHold | photos |"
            + " a",
        "PUT    | /photos/a      | retention&versionId=v            | PutObjectRetention | photos |"
            + " a",
        "GET    | /photos/a      | acl&versionId=v                  | GetObjectAcl      | photos |"
            + " a",
        "PUT    | /photos        | versioning                       | PutBucketVersioning | photos"
            + " |",
        "DELETE | /photos        | lifecycle                        | DeleteBucketLifecycle |"
            + " photos |",
        "GET    | /photos        | object-lock                      | GetObjectLockConfiguration |"
            + " photos |",
      })
  void routesWhatIsServed(
      String method,
      String path,
      @Nullable String query,
      String operation,
      @Nullable String bucket,
      @Nullable String key) {
    S3Request request = route(method, path, query == null ? "" : query);

    assertThat(request.operation().operationName()).isEqualTo(operation);
    assertThat(request.bucket()).isEqualTo(bucket == null ? "" : bucket);
    assertThat(request.key()).isEqualTo(key == null ? "" : key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /photos   |                              | PostObject",
        "PUT    | /photos/a | renameObject                 | RenameObject",
        "POST   | /photos/a | restore                      | RestoreObject",
        "POST   | /photos/a | select&select-type=2         | SelectObjectContent",
        "PUT    | /photos   | policy                       | PutBucketPolicy",
        "GET    | /photos   | policyStatus                 | GetBucketPolicyStatus",
        "PUT    | /photos   | publicAccessBlock            | PutPublicAccessBlock",
        "PUT    | /photos   | encryption                   | PutBucketEncryption",
        "PUT    | /photos   | replication                  | PutBucketReplication",
        "PUT    | /photos   | notification                 | PutBucketNotificationConfiguration",
        "PUT    | /photos   | website                      | PutBucketWebsite",
        "GET    | /photos/a | torrent                      | GetObjectTorrent",
        "GET    | /photos   | encryption                   | GetBucketEncryption",
        "GET    | /photos   | analytics                    | ListBucketAnalyticsConfigurations",
        "GET    | /photos   | analytics&id=1               | GetBucketAnalyticsConfiguration",
        "GET    | /photos   | session                      | CreateSession",
      })
  void refusesByNameWhatIsNotServed(
      String method, String path, @Nullable String query, String operation) {
    Refusal refusal = Refusal.of(() -> route(method, path, query == null ? "" : query));

    assertThat(refusal.code()).isEqualTo("NotImplemented");
    assertThat(refusal.message()).isEqualTo(operation + " is not implemented.");
  }

  @ParameterizedTest
  @EnumSource
  void findsEveryOperationByWhatSelectsIt(S3Operation operation) {
    String path =
        switch (operation.scope()) {
          case SERVICE -> "/";
          case BUCKET -> "/photos";
          case OBJECT -> "/photos/a";
        };
    String selector = operation.subResource();
    HeaderList headers = new HeaderList();
    if (selector.endsWith("+x-amz-copy-source")) {
      headers.add("x-amz-copy-source", "/other/key");
    }
    String query =
        selector
            .replace("+x-amz-copy-source", "")
            .replace('+', '&')
            .replace("list-type", "list-type=2");

    if (operation.isServed()) {
      assertThat(route(operation.method(), path, query, headers).operation()).isEqualTo(operation);
    } else {
      assertThat(Refusal.of(() -> route(operation.method(), path, query, headers)))
          .isEqualTo(
              new Refusal(
                  "NotImplemented", operation.operationName() + " is not implemented.", Map.of()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /photos/a | append              | append",
        "PUT    | /photos/a | append=             | append",
        "PUT    | /photos/a | partNumber=1        | partNumber",
        "PUT    | /photos/a | versionId=1         | versionId",
        "DELETE | /photos/a | partNumber=1        | partNumber",
        "POST   | /photos/a | uploads&partNumber=1 | partNumber",
        "POST   | /photos/a | uploadId=x&versionId=1 | versionId",
        "PUT    | /photos/a | uploadId=x&append   | append",
        "DELETE | /photos/a | acl                 | acl",
        "GET    | /photos/a | attributes&max-parts=1 | max-parts",
        "GET    | /photos/a | uploadId=x&encoding-type=url | encoding-type",
        "GET    | /photos   | versions&marker=a   | marker",
        "GET    | /photos   | versions&metadata=true | metadata",
        "GET    | /photos   | versioning&versionId=1 | versionId",
        "GET    | /photos/a | lambdaArn=x         | lambdaArn",
        "GET    | /photos/a | prefix=x            | prefix",
        "HEAD   | /photos/a | acl                 | acl",
        "HEAD   | /photos   | location            | location",
        "GET    | /photos   | metadata=true       | metadata",
        "GET    | /photos   | fetch-owner=true    | fetch-owner",
        "GET    | /photos   | list-type=2&marker= | marker",
        "GET    | /photos   | location&prefix=x   | prefix",
        "GET    | /photos   | events=s3:%2A       | events",
        "PUT    | /photos   | x-minio-force       | x-minio-force",
        "DELETE | /photos   | force=true          | force",
        "POST   | /photos   | delete&versionId=1  | versionId",
        "GET    | /photos   | List-Type=2         | List-Type",
        "GET    | /photos/a | =x                  | ''",
        "GET    | /photos/a | x-amz-acl=private   | x-amz-acl",
        "GET    | /photos/a | %3C%26%3E           | <&>",
      })
  void refusesByNameParametersThatAreNotKnown(
      String method, String path, String query, String parameter) {
    Refusal refusal = Refusal.of(() -> route(method, path, query));

    assertThat(refusal.code()).isEqualTo("NotImplemented");
    assertThat(refusal.message())
        .startsWith("The query parameter '" + parameter + "' is not implemented for ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND", ""})
  void refusesByNameMethodsThatAreNotKnown(String method) {
    assertThat(Refusal.of(() -> route(method, "/photos/a", "")))
        .isEqualTo(
            new Refusal(
                "NotImplemented", "The method '" + method + "' is not implemented.", Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"PUT, /", "DELETE, /", "HEAD, /", "POST, /", "POST, /photos/a"})
  void refusesMethodsThatMeanNothingThere(String method, String path) {
    assertThat(Refusal.of(() -> route(method, path, "")).code()).isEqualTo("MethodNotAllowed");
  }

  @Test
  void refusesTwoSubResourcesInOneRequest() {
    assertThat(Refusal.of(() -> route("GET", "/photos", "list-type=2&location")).code())
        .isEqualTo("NotImplemented");
  }

  @Test
  void tellsCopiesByTheirSource() {
    HeaderList headers = HeaderList.of("X-Amz-Copy-Source", "/albums/x");

    assertThat(route("PUT", "/photos/a", "", headers).operation())
        .isEqualTo(S3Operation.COPY_OBJECT);
    assertThat(route("PUT", "/photos/a", "uploadId=x&partNumber=1", headers).operation())
        .isEqualTo(S3Operation.UPLOAD_PART_COPY);
  }

  @ParameterizedTest
  @CsvSource({"GET, ''", "HEAD, ''", "DELETE, ''", "POST, uploads", "PUT, acl", "PUT, tagging"})
  void refusesACopySourceWhereNothingIsCopied(String method, String query) {
    HeaderList headers = HeaderList.of("x-amz-copy-source", "/albums/x");

    assertThat(Refusal.of(() -> route(method, "/photos/a", query, headers)).code())
        .isEqualTo("NotImplemented");
  }

  @Test
  void refusesAListTypeThatIsNotTwo() {
    assertThat(Refusal.of(() -> route("GET", "/photos", "list-type=3")).code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void refusesOverridesThatWouldBreakTheLine() {
    HeaderList signed = HeaderList.of("Authorization", "AWS4-HMAC-SHA256 Credential=...");

    assertThat(
            Refusal.of(
                    () -> route("GET", "/photos/a", "response-expires=x%0D%0ASet-Cookie:a", signed))
                .code())
        .isEqualTo("InvalidArgument");
  }

  private static S3Request route(String method, String path, String query) {
    return route(method, path, query, new HeaderList());
  }

  private static S3Request route(String method, String path, String query, HeaderList headers) {
    return ROUTER.route(new RequestHead(method, path, query, headers));
  }
}
