package io.sealgate.s3;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of this module that a compiler does not check. */
@AnalyzeClasses(packages = "io.sealgate.s3", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnNothingThatDoesInputOrOutput =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sealgate.s3..",
              "io.sealgate.auth..",
              "io.sealgate.crypto..",
              "java.io",
              "java.lang..",
              "java.math",
              "java.nio",
              "java.nio.charset",
              "java.security..",
              "java.time..",
              "java.util..",
              "javax.crypto..",
              "javax.xml..",
              "org.xml.sax..",
              "com.dynatrace.hash4j..",
              "tools.jackson.core..",
              "org.jspecify.annotations")
          .because("the S3 protocol is values; Netty, sockets and files belong to the proxy");

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
  static final ArchRule requestsAreReadWithoutRegularExpressionsAndStreams =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.sealgate.s3",
              "io.sealgate.s3.route",
              "io.sealgate.s3.headers",
              "io.sealgate.s3.sse",
              "io.sealgate.s3.read")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.regex", "java.util.stream")
          .because("every request passes here");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.sealgate.s3.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule errorsAndOperationsDependOnNoPackageThatUsesThem =
      noClasses()
          .that()
          .resideInAPackage("io.sealgate.s3")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sealgate.s3.*..");

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
