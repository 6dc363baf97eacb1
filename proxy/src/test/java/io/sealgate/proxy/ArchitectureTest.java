package io.sealgate.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
  static final ArchRule commandsKnowNothingOfNetty =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.proxy.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

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
