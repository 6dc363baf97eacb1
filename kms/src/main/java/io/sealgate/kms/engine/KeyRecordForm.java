package io.sealgate.kms.engine;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import io.sealgate.kms.store.RecordId;
import io.sealgate.kms.store.RecordStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a key is kept in its record: {@code {1: account, 2: creation, 3: description, 4: spec, 5:
 * usage, 6: origin, 7: state, 8: deletion, 9: policy, 10: [tag key, value, …], 11: [creation,
 * wrapped material, …]}}; dates in milliseconds since 1970, 8 only while there is one.
 */
final class KeyRecordForm implements CborForm<KmsKey> {

  private static final int ACCOUNT = 1;
  private static final int CREATION = 2;
  private static final int DESCRIPTION = 3;
  private static final int SPEC = 4;
  private static final int USAGE = 5;
  private static final int ORIGIN = 6;
  private static final int STATE = 7;
  private static final int DELETION = 8;
  private static final int POLICY = 9;
  private static final int TAGS = 10;
  private static final int MATERIALS = 11;

  private static final int MAX_WORD_BYTES = 64;
  private static final int MAX_WRAPPED_BYTES = 1 << 12;
  private static final int MAX_MATERIALS = 1 << 10;

  private final RecordId recordId;
  private final RecordStore store;
  private final RandomBytes random;

  /**
   * The form of one key's record.
   *
   * @param recordId what the record is called
   * @param store unwraps the material
   * @param random for the use of the material
   */
  KeyRecordForm(RecordId recordId, RecordStore store, RandomBytes random) {
    this.recordId = recordId;
    this.store = store;
    this.random = random;
  }

  @Override
  public KmsKey read(CborReader in) {
    String account = "";
    Instant creation = Instant.EPOCH;
    String description = "";
    @Nullable KeySpec spec = null;
    @Nullable KeyUsage usage = null;
    @Nullable KeyOrigin origin = null;
    @Nullable KeyState state = null;
    @Nullable Instant deletion = null;
    String policy = "";
    List<Tag> tags = List.of();
    List<KeyMaterial> materials = List.of();
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case ACCOUNT -> account = in.text(MAX_WORD_BYTES);
        case CREATION -> creation = readDate(in);
        case DESCRIPTION -> description = in.text(Limits.MAX_DESCRIPTION_CHARACTERS * 3);
        case SPEC -> spec = KeySpec.valueOf(in.text(MAX_WORD_BYTES));
        case USAGE -> usage = KeyUsage.valueOf(in.text(MAX_WORD_BYTES));
        case ORIGIN -> origin = KeyOrigin.valueOf(in.text(MAX_WORD_BYTES));
        case STATE -> state = KeyState.valueOf(in.text(MAX_WORD_BYTES));
        case DELETION -> deletion = readDate(in);
        case POLICY -> policy = in.text(Limits.MAX_POLICY_BYTES);
        case TAGS -> tags = readTags(in);
        case MATERIALS -> materials = readMaterials(in);
        default -> throw in.refused("known key");
      }
    }
    if (spec == null || usage == null || origin == null || state == null || materials.isEmpty()) {
      throw in.refused("complete key");
    }
    UUID id = UUID.fromString(recordId.name());
    return new KmsKey(
        account,
        id,
        creation,
        description,
        spec,
        usage,
        origin,
        state,
        deletion,
        policy,
        tags,
        materials);
  }

  @Override
  public void write(KmsKey key, CborWriter out) {
    @Nullable Instant deletion = key.deletionDate();
    out.openMap(deletion == null ? 10 : 11);
    out.key(ACCOUNT).text(key.accountId());
    out.key(CREATION).unsignedInteger(key.creationDate().toEpochMilli());
    out.key(DESCRIPTION).text(key.description());
    out.key(SPEC).text(key.spec().name());
    out.key(USAGE).text(key.usage().name());
    out.key(ORIGIN).text(key.origin().name());
    out.key(STATE).text(key.state().name());
    if (deletion != null) {
      out.key(DELETION).unsignedInteger(deletion.toEpochMilli());
    }
    out.key(POLICY).text(key.policy());
    out.key(TAGS).openArray(2 * key.tags().size());
    for (Tag tag : key.tags()) {
      out.text(String.valueOf(tag.key())).text(String.valueOf(tag.value()));
    }
    out.closeArray();
    out.key(MATERIALS).openArray(2 * key.materials().size());
    for (KeyMaterial material : key.materials()) {
      out.unsignedInteger(material.creationDate().toEpochMilli()).bytes(material.wrapped());
    }
    out.closeArray();
    out.closeMap();
  }

  private static Instant readDate(CborReader in) {
    return Instant.ofEpochMilli(in.unsignedInteger(Long.MAX_VALUE));
  }

  private static List<Tag> readTags(CborReader in) {
    List<Tag> tags = new ArrayList<>();
    in.openArray();
    while (in.hasElement()) {
      if (tags.size() == Limits.MAX_TAGS) {
        throw in.refused("list of that size");
      }
      String key = in.text(Limits.MAX_TAG_KEY_CHARACTERS * 3);
      tags.add(new Tag(key, in.text(Limits.MAX_TAG_VALUE_CHARACTERS * 3)));
    }
    return tags;
  }

  private List<KeyMaterial> readMaterials(CborReader in) {
    List<KeyMaterial> materials = new ArrayList<>();
    in.openArray();
    while (in.hasElement()) {
      if (materials.size() == MAX_MATERIALS) {
        throw in.refused("list of that size");
      }
      Instant creation = readDate(in);
      Bytes wrapped = in.bytes(1, MAX_WRAPPED_BYTES);
      byte[] material = store.unwrapSecret(recordId, wrapped.toArray());
      materials.add(KeyMaterial.of(material, wrapped, creation, random));
    }
    return materials;
  }
}
