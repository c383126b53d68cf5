package io.weir.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Time, randomness, threads and the console are reached in their own rooms only, so that the
 * simulation can stand in.
 */
class DeterminismTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.weir.runtime", "io.weir.planner", "io.weir.parser");

  @Test
  void onlyTheSystemClockReadsTheTime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.runtime.time..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .check(ENGINE);
  }

  @Test
  void nobodySleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(ENGINE);
  }

  @Test
  void onlyTheThreadRoomMakesThreads() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.runtime.execution.thread..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Executors.class)
        .orShould()
        .callConstructorWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                        Thread.class))))
        .check(ENGINE);
  }

  @Test
  void nobodyDrawsFromAnUnseededRandom() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .callConstructor(java.util.Random.class)
        .check(ENGINE);
  }

  @Test
  void onlyThePrintConnectorSeesTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.weir.runtime.connector.print..", "io.weir.planner.body.generated..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ENGINE);
  }
}
