package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An object uploaded in parts, up to eight at once, each on a connection of its own; then
 * completed.
 *
 * @param target where to
 * @param requests signs, as the upload id is not known before
 * @param connections opens the parts' connections
 * @param key the object
 * @param parts how many
 * @param partBytes length of each
 */
record MultipartUpload(
    Target target,
    SignedRequests requests,
    Connections connections,
    String key,
    int parts,
    long partBytes)
    implements Operation {

  private static final int AT_ONCE = 8;

  @Override
  public long run(Client client) throws IOException {
    Map<String, String> headers = target.encryption().writeHeaders();
    client.exchange(requests.head("POST", key, "uploads=", headers, Payload.EMPTY), Payload.EMPTY);
    String answer = client.text();
    int idStart = answer.indexOf("<UploadId>") + "<UploadId>".length();
    String id = answer.substring(idStart, answer.indexOf("</UploadId>"));
    complete(client, id, sendParts(id));
    return parts * partBytes;
  }

  private List<String> sendParts(String id) throws IOException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<String>> sent = new ArrayList<>();
      for (int number = 1; number <= parts; number++) {
        int part = number;
        sent.add(threads.submit(() -> sendPart(id, part)));
      }
      List<String> eTags = new ArrayList<>();
      for (Future<String> part : sent) {
        eTags.add(part.get());
      }
      return eTags;
    } catch (ExecutionException e) {
      throw new IOException("a part was not uploaded", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String sendPart(String id, int number) throws IOException {
    Payload payload = Payload.unsigned(partBytes);
    String query = "partNumber=" + number + "&uploadId=" + id;
    ByteBuffer head = requests.head("PUT", key, query, target.encryption().readHeaders(), payload);
    try (Client client = connections.open(target)) {
      client.exchange(head, payload);
      return Objects.requireNonNull(client.header("etag"), "a part without an ETag");
    }
  }

  private void complete(Client client, String id, List<String> eTags) throws IOException {
    StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < eTags.size(); i++) {
      xml.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
      xml.append(eTags.get(i)).append("</ETag></Part>");
    }
    Payload payload = Payload.document(xml.append("</CompleteMultipartUpload>").toString());
    client.exchange(requests.head("POST", key, "uploadId=" + id, Map.of(), payload), payload);
    if (!client.text().contains("CompleteMultipartUploadResult")) {
      throw new IOException("the upload was not completed: " + client.text());
    }
  }
}
