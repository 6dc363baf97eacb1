package io.sealgate.proxy;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sealgate.proxy.admin.DocumentServer;
import io.sealgate.proxy.server.S3Listener;
import io.sealgate.proxy.server.Transport;

/**
 * The rules of this module that a compiler does not check. A new package states its own here,
 * beside those that hold for each.
 */
@AnalyzeClasses(
    packages = "io.sealgate.proxy",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesDependOneWay =
      slices().matching("io.sealgate.proxy.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule schemaKnowsNoKeyOfSealgates =
      classes()
          .that()
          .resideInAPackage("io.sealgate.proxy.config.schema..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.proxy.config.schema..",
              "java..",
              "tools.jackson.core..",
              "tools.jackson.dataformat.yaml..",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule configurationIsValuesOnly =
      classes()
          .that()
          .resideInAPackage("io.sealgate.proxy.config")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.sealgate.proxy.config..", "java..", "org.jspecify.annotations")
          .because("what may be configured is read without starting anything");

  @ArchTest
  static final ArchRule tlsKnowsTheConfigurationOnly =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.proxy.tls..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "other packages of this module",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("io.sealgate.proxy")
                          && !type.getPackageName().startsWith("io.sealgate.proxy.tls")
                          && !type.getPackageName().startsWith("io.sealgate.proxy.config")));

  @ArchTest
  static final ArchRule layersAreEnteredFromAboveOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("start")
          .definedBy("io.sealgate.proxy.start..")
          .layer("server")
          .definedBy("io.sealgate.proxy.server..")
          .layer("operation")
          .definedBy("io.sealgate.proxy.operation..")
          .layer("capability")
          .definedBy("io.sealgate.proxy.capability..")
          .layer("system")
          .definedBy("io.sealgate.proxy.system..")
          .layer("exchange")
          .definedBy("io.sealgate.proxy.exchange..")
          .layer("backend")
          .definedBy("io.sealgate.proxy.backend..")
          .layer("http")
          .definedBy("io.sealgate.proxy.http..")
          .layer("admin")
          .definedBy("io.sealgate.proxy.admin..")
          .layer("sealing")
          .definedBy("io.sealgate.proxy.sealing..")
          .layer("keys")
          .definedBy("io.sealgate.proxy.keys..")
          .layer("telemetry")
          .definedBy("io.sealgate.proxy.telemetry..")
          .layer("tls")
          .definedBy("io.sealgate.proxy.tls..")
          .whereLayer("start")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("start")
          .whereLayer("operation")
          .mayOnlyBeAccessedByLayers("start")
          .whereLayer("admin")
          .mayOnlyBeAccessedByLayers("start")
          .whereLayer("tls")
          .mayOnlyBeAccessedByLayers("start")
          .whereLayer("capability")
          .mayOnlyBeAccessedByLayers("start", "operation")
          .whereLayer("system")
          .mayOnlyBeAccessedByLayers("start", "operation", "capability")
          .whereLayer("exchange")
          .mayOnlyBeAccessedByLayers("start", "server", "operation")
          .whereLayer("backend")
          .mayOnlyBeAccessedByLayers(
              "start", "server", "operation", "capability", "system", "exchange")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("server", "exchange", "backend", "admin")
          .whereLayer("sealing")
          .mayOnlyBeAccessedByLayers("start", "operation")
          .whereLayer("keys")
          .mayOnlyBeAccessedByLayers("start", "operation", "system")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers("start", "server", "operation", "exchange");

  @ArchTest
  static final ArchRule lowestPackagesKnowNothingElseOfTheProxy =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.sealgate.proxy.http..",
              "io.sealgate.proxy.sealing..",
              "io.sealgate.proxy.keys..",
              "io.sealgate.proxy.telemetry..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "other packages of this module",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("io.sealgate.proxy")
                          && !type.getPackageName().startsWith("io.sealgate.proxy.http")
                          && !type.getPackageName().startsWith("io.sealgate.proxy.sealing")
                          && !type.getPackageName().startsWith("io.sealgate.proxy.keys")
                          && !type.getPackageName().startsWith("io.sealgate.proxy.telemetry")));

  @ArchTest
  static final ArchRule onlyWhatTouchesSocketsUsesNetty =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.sealgate.proxy.http..",
              "io.sealgate.proxy.backend..",
              "io.sealgate.proxy.exchange..",
              "io.sealgate.proxy.server..",
              "io.sealgate.proxy.admin..",
              "io.sealgate.proxy.start..",
              "io.sealgate.proxy.tls..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..")
          .because("operations are values that can be tested without a socket");

  @ArchTest
  static final ArchRule onlyStartOpensServers =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sealgate.proxy.start..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(S3Listener.class).or(assignableTo(DocumentServer.class))))
                  .and(target(name("open"))))
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(Transport.class))).and(target(name("eventLoops"))))
          .because("what a running server consists of is read in one place");

  @ArchTest
  static final ArchRule onlyListenersBindSockets =
      noClasses()
          .that()
          .doNotBelongToAnyOf(S3Listener.class, DocumentServer.class)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.netty.bootstrap.ServerBootstrap");

  @ArchTest
  static final ArchRule nothingDependsOnTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sealgate.proxy.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sealgate.proxy.cli..");

  @ArchTest
  static final ArchRule onlyTheCommandLineUsesPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sealgate.proxy.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyTlsUsesBouncyCastle =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sealgate.proxy.tls..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..")
          .because("it is 200 times slower than the provider of the data path");

  @ArchTest
  static final ArchRule noneHasCryptographyOfItsOwn =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javax.crypto.Cipher")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javax.crypto.Mac")
          .because("ciphers belong to module crypto");

  @ArchTest
  static final ArchRule classesAreFinal =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL);
}
