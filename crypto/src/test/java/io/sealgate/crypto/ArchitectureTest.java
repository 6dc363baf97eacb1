package io.sealgate.crypto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** What the crypto module must never come to depend on. */
@AnalyzeClasses(
    packages = "io.sealgate.crypto",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NO_NETWORK_NO_LOGGING_NO_CLOUD =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netty..",
              "software.amazon..",
              "com.amazonaws..",
              "com.amazon..",
              "org.slf4j..",
              "ch.qos.logback..",
              "java.util.logging..",
              "java.net..",
              "java.net.http..",
              "java.nio.channels..",
              "java.nio.file..")
          .because("the formats are bytes in, bytes out");

  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.auth..",
              "io.sealgate.s3..",
              "io.sealgate.kms..",
              "io.sealgate.proxy..",
              "io.sealgate.demo..")
          .because("module dependencies point towards crypto");

  @ArchTest
  static final ArchRule READS_NO_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .because("time is a constructor argument");

  @ArchTest
  static final ArchRule READS_NO_CONFIGURATION =
      noClasses()
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class)
          .because("what depends on configuration is decided by the caller");

  @ArchTest
  static final ArchRule DRAWS_RANDOMNESS_FROM_ITS_ARGUMENTS_ONLY =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(RandomBytes.class.getName())
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.SecureRandom")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("known answers must be repeatable");

  @ArchTest
  static final ArchRule STARTS_NO_THREADS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.ExecutorService.class)
          .because("only the proxy has threads");

  @ArchTest
  static final ArchRule LEAVES_CIPHERS_TO_THE_AEAD_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sealgate.crypto.aead")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javax.crypto.Cipher")
          .because("one place decides how AES-GCM is done");

  @ArchTest
  static final ArchRule AEAD_KNOWS_NO_FORMAT =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.crypto.aead")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.crypto.body",
              "io.sealgate.crypto.cbor",
              "io.sealgate.crypto.envelope",
              "io.sealgate.crypto.key",
              "io.sealgate.crypto.multipart");

  @ArchTest
  static final ArchRule BODY_KNOWS_ONLY_AEAD =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.crypto.body")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.crypto.cbor",
              "io.sealgate.crypto.envelope",
              "io.sealgate.crypto.key",
              "io.sealgate.crypto.multipart")
          .because("envelopes and records refer to bodies, never the other way");

  @ArchTest
  static final ArchRule THE_ROOT_PACKAGE_KNOWS_NO_OTHER =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.crypto")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sealgate.crypto.*..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("io.sealgate.crypto.(*)..").should().beFreeOfCycles();
}
