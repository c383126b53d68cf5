package io.weir.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
class RoomsTest {
  private static final JavaClasses WEIR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.weir");

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
}
