package io.sealgate.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A store on a failing disk: one bit of everything that is read from it is wrong. */
final class RottenStore extends ForwardingBlobStore {

  RottenStore(BlobStore sound) {
    super(sound);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    try (ResponseInputStream<GetObjectResponse> sound = super.getBlob(request)) {
      byte[] bytes = sound.readAllBytes();
      if (bytes.length > 0) {
        bytes[bytes.length / 2] ^= 1;
      }
      return new ResponseInputStream<>(sound.response(), new ByteArrayInputStream(bytes));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
