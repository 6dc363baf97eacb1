package io.sealgate.bench.micro;

import io.sealgate.s3.xml.ListObjectsResult;
import io.sealgate.s3.xml.ListedObject;
import io.sealgate.s3.xml.Owner;
import io.sealgate.s3.xml.PlaintextRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A backend's listing of 1,000 rows, read and rewritten with the plaintexts' sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ListingBenchmark {

  private static final int ROWS = 1000;
  private static final long STORED_OVERHEAD_BYTES = 416;

  private byte[] document = new byte[0];

  /** Writes the backend's document. */
  @Setup
  public void prepare() {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Name>bucket</Name><Prefix></Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys>\
            <IsTruncated>false</IsTruncated>\
            """);
    for (int i = 0; i < ROWS; i++) {
      xml.append("<Contents><Key>some/folder/object-").append(i).append("</Key>");
      xml.append("<LastModified>2026-01-01T12:00:00.000Z</LastModified>");
      xml.append("<ETag>&#34;9bb58f26192e4ba00f01e2e7b136bbd8&#34;</ETag>");
      xml.append("<Size>").append(4096 + STORED_OVERHEAD_BYTES).append("</Size>");
      xml.append("<StorageClass>STANDARD</StorageClass></Contents>");
    }
    document = xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the rows and writes the client's document. */
  @Benchmark
  public byte[] rewrite() {
    ListObjectsResult listing = ListObjectsResult.parse(document);
    List<@Nullable PlaintextRow> rows = new ArrayList<>(ROWS);
    for (ListedObject row : listing.objects()) {
      rows.add(new PlaintextRow(row.sizeBytes() - STORED_OVERHEAD_BYTES, null, null));
    }
    return listing.rewrite(rows, new Owner("123456789012", null), false);
  }
}
