package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.headers.UserMetadata;
import io.sealgate.s3.write.WriteCondition;

/**
 * What a copy becomes.
 *
 * @param access where it will be, and for whom it is made
 * @param described what it is stored with; its envelope is added
 * @param directives say where its tags come from
 * @param condition what is demanded of the object that it replaces
 * @param preconditions put that condition to the backend
 */
record CopyTarget(
    ObjectAccess access,
    HeaderList described,
    CopyDirectives directives,
    WriteCondition condition,
    HeaderList preconditions) {

  /**
   * Adds the envelope.
   *
   * @throws io.sealgate.s3.S3Exception MetadataTooLarge when it does not fit beside the metadata
   */
  void seal(String envelopeEntry) {
    UserMetadata.requireRoomForEnvelope(described, envelopeEntry.length());
    described.set(UserMetadata.ENVELOPE_HEADER, envelopeEntry);
  }
}
