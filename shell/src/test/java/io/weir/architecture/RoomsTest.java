package io.weir.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Who may import whom; and time, randomness, threads and the console are reached in their own rooms
 * only, so that the simulation can stand in. In one class, because reading all classes takes most
 * of the time.
 */
class RoomsTest {
  private static final JavaClasses WEIR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.weir");

  private static final JavaClasses ENGINE =
      WEIR.that(resideInAnyPackage("io.weir.runtime..", "io.weir.planner..", "io.weir.parser.."));

  @Test
  void theParserImportsAntlrOnly() {
    classes()
        .that()
        .resideInAPackage("io.weir.parser..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("io.weir.parser..")
                .or(resideInAPackage("org.antlr.."))
                .or(resideInAPackage("java..")))
        .check(WEIR);
  }

  @Test
  void whatUsersExtendImportsNothing() {
    classes()
        .that()
        .resideInAPackage("io.weir.function..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("io.weir.function..").or(resideInAPackage("java..")))
        .check(WEIR);
  }

  @Test
  void theRuntimeKnowsNoSqlTextAndNoTerminal() {
    noClasses()
        .that()
        .resideInAPackage("io.weir.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.parser..",
            "io.weir.planner..",
            "io.weir.shell..",
            "org.antlr..",
            "org.apache.calcite..",
            "org.jline..",
            "picocli..")
        .check(WEIR);
  }

  @Test
  void onlyThePlannerSeesCalcite() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.planner..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.calcite..")
        .check(WEIR);
  }

  @Test
  void thePlannerSeesNoShellAndNoTerminal() {
    noClasses()
        .that()
        .resideInAPackage("io.weir.planner..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.shell..", "org.jline..", "picocli..", "org.rocksdb..")
        .check(WEIR);
  }

  @Test
  void onlyTheStateRoomSeesRocksDb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.runtime.state..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rocksdb..")
        .check(WEIR);
  }

  @Test
  void operatorsDoNotKnowWhoRunsThem() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.weir.runtime.operator..",
            "io.weir.runtime.expression..",
            "io.weir.runtime.function..",
            "io.weir.runtime.state..",
            "io.weir.runtime.connector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.weir.runtime.execution..")
        .check(WEIR);
  }

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
