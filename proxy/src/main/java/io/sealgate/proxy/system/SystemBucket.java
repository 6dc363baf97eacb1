package io.sealgate.proxy.system;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.xml.DeleteRequest;
import io.sealgate.s3.xml.DeleteResult;
import io.sealgate.s3.xml.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Small objects in the bucket on the backend that clients never see. Its methods wait for the
 * backend, so they are called on virtual threads only; those that make a {@link BackendRequest} are
 * for plans on event loops. Whatever the backend answers but what was asked for is a {@link
 * BackendException}: a missing bucket is never taken for a missing object.
 */
public final class SystemBucket {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;
  private static final int DELETED_LIMIT_BYTES = 4 * 1024 * 1024;
  private static final int MOST_DELETED_AT_ONCE = 1000;
  private static final int MOST_CONFLICTS = 5;

  private final BackendCalls backend;
  private final String name;

  /**
   * The bucket of that name.
   *
   * @param backend the store, as procedures reach it
   * @param name the bucket's name
   */
  public SystemBucket(BackendCalls backend, String name) {
    this.backend = backend;
    this.name = name;
  }

  /** How an object came to be there. */
  public enum Creation {
    /** This call has written it. */
    CREATED,
    /** There was one, which is as it was. */
    EXISTED
  }

  /** The bucket's name. */
  public String name() {
    return name;
  }

  /**
   * Reads an object; blocks.
   *
   * @param key its name
   * @param limitBytes longer objects are refused
   * @return its content, empty when there is no such object
   * @throws BackendException when that cannot be told
   */
  public Optional<byte[]> get(String key, int limitBytes) {
    BackendResponse response =
        backend.call(BackendRequest.of("GET", name, key), Math.max(limitBytes, ANSWER_LIMIT_BYTES));
    if (response.head().status() == 404 && code(response).equals("NoSuchKey")) {
      return Optional.empty();
    }
    requireSuccess(response);
    if (response.body().length > limitBytes) {
      throw new BackendException("an object of the system bucket is longer than " + limitBytes);
    }
    return Optional.of(response.body());
  }

  /**
   * Writes an object, over one that may be there; blocks.
   *
   * @param key its name
   * @param content its content, borrowed
   * @throws BackendException when it is not certain that it is there
   */
  public void put(String key, byte[] content) {
    requireSuccess(backend.call(putRequest(key, content), ANSWER_LIMIT_BYTES));
  }

  /** The request that writes an object, to be followed by {@link #requireSuccess}. */
  public BackendRequest putRequest(String key, byte[] content) {
    return BackendRequest.of("PUT", name, key).withBody(content);
  }

  /**
   * Writes an object unless there is one; blocks. Of several that try, exactly one creates it,
   * where the backend enforces {@code If-None-Match: *}.
   *
   * @param key its name
   * @param content its content, borrowed
   * @throws BackendException when it is not certain that there is one
   */
  public Creation putIfAbsent(String key, byte[] content) {
    BackendRequest request =
        putRequest(key, content).withHeaders(HeaderList.of("If-None-Match", "*"));
    for (int attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
      BackendResponse response = backend.call(request, ANSWER_LIMIT_BYTES);
      switch (response.head().status()) {
        case 412 -> {
          return Creation.EXISTED;
        }
        case 409 -> {} // another one is just being written (S3 API reference, PutObject)
        default -> {
          requireSuccess(response);
          return Creation.CREATED;
        }
      }
    }
    throw new BackendException("the backend answers each conditional write with a conflict");
  }

  /**
   * Deletes an object, if it is there; blocks.
   *
   * @throws BackendException when it is not certain that it is gone
   */
  public void delete(String key) {
    BackendResponse response =
        backend.call(BackendRequest.of("DELETE", name, key), ANSWER_LIMIT_BYTES);
    if (response.head().status() != 404 || !code(response).equals("NoSuchKey")) {
      requireSuccess(response);
    }
  }

  /**
   * Deletes objects, those that are there; blocks.
   *
   * @throws BackendException when it is not certain that all are gone; some may be
   */
  public void delete(List<String> keys) {
    for (int from = 0; from < keys.size(); from += MOST_DELETED_AT_ONCE) {
      deleteAtOnce(keys.subList(from, Math.min(keys.size(), from + MOST_DELETED_AT_ONCE)));
    }
  }

  /**
   * Lists names in ascending order, as many pages as there are; blocks. It ends only when there is
   * no more or the visitor has enough: a listing that cannot be trusted to be whole fails.
   *
   * @param prefix what the names start with
   * @param startAfter names up to this one are left out; empty for none
   * @param visitor is given each name and says whether to go on
   * @throws BackendException when there may be more names than the visitor was given
   */
  public void list(String prefix, String startAfter, Predicate<String> visitor) {
    new SystemListing(backend, name, prefix).list(startAfter, visitor);
  }

  /**
   * Deletes all objects whose names start with a prefix, a page at a time; blocks.
   *
   * @throws BackendException when it is not certain that all are gone; some may be
   */
  public void deleteAll(String prefix) {
    List<String> page = new ArrayList<>();
    list(
        prefix,
        "",
        name -> {
          page.add(name);
          if (page.size() == MOST_DELETED_AT_ONCE) {
            delete(page);
            page.clear();
          }
          return true;
        });
    delete(page);
  }

  /**
   * Checks the answer to a request that this bucket made.
   *
   * @throws BackendException when the backend did not do it
   */
  public void requireSuccess(BackendResponse response) {
    if (!response.head().isSuccess()) {
      throw new BackendException(
          "the backend answers "
              + response.head().status()
              + " "
              + code(response)
              + " for the system bucket "
              + name);
    }
  }

  private void deleteAtOnce(List<String> keys) {
    List<DeleteRequest.Target> targets = new ArrayList<>(keys.size());
    for (String key : keys) {
      targets.add(new DeleteRequest.Target(key, null, null));
    }
    byte[] body = new DeleteRequest(targets, true).write();
    BackendResponse response =
        backend.call(
            BackendRequest.of("POST", name, "")
                .withQuery("delete=")
                .withHeaders(
                    HeaderList.of("Content-MD5", md5(body), "Content-Type", "application/xml"))
                .withBody(body),
            DELETED_LIMIT_BYTES);
    requireSuccess(response);
    for (DeleteResult.Failed failed : DeleteResult.parse(response.body()).failed()) {
      if (!failed.code().equals("NoSuchKey")) {
        throw new BackendException(
            "the backend does not delete from the system bucket: " + failed.code());
      }
    }
  }

  private static String code(BackendResponse response) {
    return ErrorCode.parse(response.body()).orElse("");
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
