package io.sealgate.proxy.capability;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.xml.ListObjectsResult;
import io.sealgate.s3.xml.ListedObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Whether a backend stores what it is sent, under the name it is sent, and what its listings tell.
 */
final class ContentProbes {

  private static final String METADATA_HEADER = "x-amz-meta-sealgate-probe";
  private static final String METADATA_VALUE = "probe";

  private final ProbeFolder folder;

  ContentProbes(ProbeFolder folder) {
    this.folder = folder;
  }

  /** A right checksum must be taken and leave the body without framing, a wrong one refused. */
  Support trailingChecksum() {
    CRC32C crc = new CRC32C();
    crc.update(ProbeFolder.CONTENT);
    int checksum = (int) crc.getValue();
    BackendResponse right = putWithTrailer("trailer", checksum);
    if (!ProbeFolder.succeeded(right)) {
      return ProbeFolder.success(right);
    }
    if (!Arrays.equals(folder.get("trailer").orElse(new byte[0]), ProbeFolder.CONTENT)) {
      return Support.IGNORED;
    }
    BackendResponse wrong = putWithTrailer("wrong-trailer", checksum ^ 1);
    return wrong.head().status() == 400 ? Support.WORKS : ProbeFolder.refusal(wrong);
  }

  /** MinIO takes {@code /x} for {@code x}, whose object it then replaces. */
  Support leadingSlash() {
    BackendRequest slashed = folder.slashed("PUT", "slash").withBody(ProbeFolder.CONTENT);
    Support stored = ProbeFolder.success(folder.call(slashed));
    if (stored != Support.WORKS || folder.get("slash").isPresent()) {
      return stored == Support.WORKS ? Support.IGNORED : stored;
    }
    Support read = ProbeFolder.success(folder.call(folder.slashed("GET", "slash")));
    folder.call(folder.slashed("DELETE", "slash"));
    return read;
  }

  /**
   * A store that keeps files takes {@code a//x}, {@code a/./x} and {@code a/b/../x} for {@code
   * a/x}. MinIO refuses them all.
   */
  Support keySegments() {
    folder.put("segments/x");
    folder.put("segments/y/x"); // some file systems know the way up only from a folder that exists
    Set<Support> seen = EnumSet.noneOf(Support.class);
    for (String alias : List.of("segments//x", "segments/./x", "segments/y/../x")) {
      seen.add(unwritten(alias));
    }
    return Stream.of(Support.IGNORED, Support.UNKNOWN, Support.WORKS)
        .filter(seen::contains)
        .findFirst()
        .orElse(Support.REFUSED);
  }

  /** How the backend treats the read of what nobody has written: it is not to find it. */
  private Support unwritten(String name) {
    BackendResponse read = folder.call(folder.request("GET", name));
    int status = read.head().status();
    if (status == 404 || status == 403) { // 403: to whom it does not list what it has
      return Support.WORKS;
    }
    Support found = ProbeFolder.success(read);
    return found == Support.WORKS ? Support.IGNORED : found;
  }

  Support metadataListing() {
    return metadata("metadata", "encoding-type=url&list-type=2&metadata=true");
  }

  Support metadataVersionListing() {
    return metadata("version-metadata", "encoding-type=url&metadata=true&versions=");
  }

  Support versionListing() {
    folder.put("version");
    BackendResponse listing = list("version", "encoding-type=url&versions=");
    Support support = ProbeFolder.success(listing);
    if (support != Support.WORKS) {
      return support;
    }
    for (ListedObject object : ListObjectsResult.parse(listing.body()).objects()) {
      if (object.key().equals(folder.key("version")) && object.versionId() != null) {
        return Support.WORKS;
      }
    }
    return Support.IGNORED;
  }

  private Support metadata(String name, String query) {
    folder.put(name, HeaderList.of(METADATA_HEADER, METADATA_VALUE));
    BackendResponse listing = list(name, query);
    Support support = ProbeFolder.success(listing);
    if (support != Support.WORKS) {
      return support;
    }
    for (ListedObject object : ListObjectsResult.parse(listing.body()).objects()) {
      if (METADATA_VALUE.equals(object.metadata().get(METADATA_HEADER))) {
        return Support.WORKS;
      }
    }
    return Support.IGNORED;
  }

  private BackendResponse list(String name, String query) {
    return folder.call(
        folder.bucketRequest(query + "&prefix=" + PercentEncoding.encodeQuery(folder.key(name))));
  }

  private BackendResponse putWithTrailer(String name, int checksum) {
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(checksum).array();
    String body =
        Integer.toHexString(ProbeFolder.CONTENT.length)
            + "\r\n"
            + new String(ProbeFolder.CONTENT, StandardCharsets.US_ASCII)
            + "\r\n0\r\nx-amz-checksum-crc32c:"
            + Base64.getEncoder().encodeToString(value)
            + "\r\n\r\n";
    return folder.call(
        folder
            .request("PUT", name)
            .withHeaders(
                HeaderList.of(
                    "Content-Encoding",
                    "aws-chunked",
                    "x-amz-decoded-content-length",
                    Integer.toString(ProbeFolder.CONTENT.length),
                    "x-amz-trailer",
                    "x-amz-checksum-crc32c"))
            .withBody(body.getBytes(StandardCharsets.US_ASCII)));
  }
}
