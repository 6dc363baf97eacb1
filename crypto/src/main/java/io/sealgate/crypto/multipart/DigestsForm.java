package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import java.util.EnumMap;

/** The map from digest type to value that notes and records share (FORMAT §2, §4). */
final class DigestsForm {

  private DigestsForm() {}

  static Digests read(CborReader in) {
    EnumMap<DigestType, Bytes> values = new EnumMap<>(DigestType.class);
    in.openMap();
    for (int code = in.nextKey(); code != CborReader.END; code = in.nextKey()) {
      DigestType type = DigestType.ofCode(code).orElseThrow(() -> in.refused("known digest type"));
      values.put(type, in.bytes(type.lengthBytes(), type.lengthBytes()));
    }
    return new Digests(values);
  }

  static void write(Digests digests, CborWriter out) {
    out.openMap(digests.values().size());
    digests.values().forEach((type, value) -> out.key(type.code()).bytes(value));
    out.closeMap();
  }
}
