package io.sealgate.kms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of this module that a compiler does not check. */
@AnalyzeClasses(packages = "io.sealgate.kms", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule hasNoNetty =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..")
          .because("only the proxy module has Netty");

  @ArchTest
  static final ArchRule onlyTheClientOfRealAwsKmsUsesTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sealgate.kms.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..")
          .because("the SDK is one way to one kind of key service");

  @ArchTest
  static final ArchRule engineAndStoreHaveNoSockets =
      noClasses()
          .that()
          .resideInAnyPackage("io.sealgate.kms.engine..", "io.sealgate.kms.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "javax.net..")
          .because("requests come in as values");

  @ArchTest
  static final ArchRule engineAndStoreStartNoThreads =
      noClasses()
          .that()
          .resideInAnyPackage("io.sealgate.kms.engine..", "io.sealgate.kms.store..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class)
          .because("only the proxy module has threads");

  @ArchTest
  static final ArchRule theEngineKnowsNoWayToItself =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.kms.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.kms.wire..", "io.sealgate.kms.embedded..", "io.sealgate.kms.aws..")
          .because("wire protocol and seam are built on the engine");

  @ArchTest
  static final ArchRule theStoreKnowsNotWhatItKeeps =
      classes()
          .that()
          .resideInAPackage("io.sealgate.kms.store..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.kms.store..", "io.sealgate.crypto..", "java..", "org.jspecify..")
          .because("records are bytes with names to it");

  @ArchTest
  static final ArchRule theEngineTouchesNoFiles =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.kms.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
          .because("what must last goes through the store");

  @ArchTest
  static final ArchRule ciphersAreUsedInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.sealgate.kms.store.SealingKey")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "io.sealgate.crypto.aead..")
          .because("one construction seals everything");

  @ArchTest
  static final ArchRule classesAreFinal =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing is inherited but sealed hierarchies");
}
