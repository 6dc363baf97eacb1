package io.sealgate.kms.engine;

import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an alias is kept in its record: {@code {1: account, 2: name, 3: key id, 4: creation, 5: last
 * update}}; dates in milliseconds since 1970.
 */
final class AliasRecordForm implements CborForm<KmsAlias> {

  static final AliasRecordForm FORM = new AliasRecordForm();

  private static final int ACCOUNT = 1;
  private static final int NAME = 2;
  private static final int TARGET = 3;
  private static final int CREATION = 4;
  private static final int UPDATE = 5;

  private static final int MAX_WORD_BYTES = 64;

  private AliasRecordForm() {}

  @Override
  public KmsAlias read(CborReader in) {
    String account = "";
    String name = "";
    @Nullable UUID target = null;
    long creation = 0;
    long update = 0;
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case ACCOUNT -> account = in.text(MAX_WORD_BYTES);
        case NAME -> name = in.text(Limits.MAX_ALIAS_CHARACTERS);
        case TARGET -> target = UUID.fromString(in.text(MAX_WORD_BYTES));
        case CREATION -> creation = in.unsignedInteger(Long.MAX_VALUE);
        case UPDATE -> update = in.unsignedInteger(Long.MAX_VALUE);
        default -> throw in.refused("known key");
      }
    }
    if (target == null) {
      throw in.refused("complete alias");
    }
    return new KmsAlias(
        new KmsAlias.Name(account, name),
        target,
        Instant.ofEpochMilli(creation),
        Instant.ofEpochMilli(update));
  }

  @Override
  public void write(KmsAlias alias, CborWriter out) {
    out.openMap(5);
    out.key(ACCOUNT).text(alias.name().accountId());
    out.key(NAME).text(alias.name().aliasName());
    out.key(TARGET).text(alias.target().toString());
    out.key(CREATION).unsignedInteger(alias.creationDate().toEpochMilli());
    out.key(UPDATE).unsignedInteger(alias.lastUpdatedDate().toEpochMilli());
    out.closeMap();
  }
}
