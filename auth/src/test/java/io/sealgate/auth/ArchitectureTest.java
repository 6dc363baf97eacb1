package io.sealgate.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of this module that a compiler does not check. */
@AnalyzeClasses(packages = "io.sealgate.auth", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnTheJdkAndCryptoOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.auth..",
              "io.sealgate.crypto..",
              "java.lang..",
              "java.nio..",
              "java.security..",
              "java.time..",
              "java.util..",
              "javax.crypto..",
              "javax.security.auth",
              "org.jspecify.annotations")
          .because("Netty, sockets, files and the AWS SDK belong to the modules to the right");

  @ArchTest
  static final ArchRule startsNoThreads =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .because("only the proxy module has threads");

  @ArchTest
  static final ArchRule signaturesAreMadeWithoutRegularExpressionsAndStreams =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.auth.sigv4..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.regex", "java.util.stream")
          .because("every request passes here");

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

  @ArchTest
  static final ArchRule theModelKnowsNoProtocol =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.auth")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sealgate.auth.sigv4..")
          .because("signatures are one way among others to prove who calls");
}
