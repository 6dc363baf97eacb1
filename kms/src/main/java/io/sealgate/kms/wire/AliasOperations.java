package io.sealgate.kms.wire;

import io.sealgate.auth.Principal;
import io.sealgate.kms.engine.AliasListEntry;
import io.sealgate.kms.engine.AliasRequest;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.engine.Page;

/** The operations on aliases. */
final class AliasOperations {

  private AliasOperations() {}

  static void createAlias(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    engine.createAlias(caller, aliasOf(arguments));
  }

  static void updateAlias(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    engine.updateAlias(caller, aliasOf(arguments));
  }

  static void deleteAlias(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    engine.deleteAlias(caller, arguments.get(Parameters.ALIAS_NAME));
  }

  static void listAliases(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    Page<AliasListEntry> page =
        engine.listAliases(
            caller, arguments.get(Parameters.KEY_ID), KeyOperations.pageOf(arguments));
    answer.objects(
        "Aliases",
        page.entries(),
        (json, alias) -> {
          json.text("AliasName", alias.aliasName());
          json.text("AliasArn", alias.aliasArn());
          json.text("TargetKeyId", alias.targetKeyId());
          json.time("CreationDate", alias.creationDate());
          json.time("LastUpdatedDate", alias.lastUpdatedDate());
        });
    KeyOperations.writePageEnd(answer, page);
  }

  private static AliasRequest aliasOf(Arguments arguments) {
    return new AliasRequest(
        arguments.get(Parameters.ALIAS_NAME), arguments.get(Parameters.TARGET_KEY_ID));
  }
}
