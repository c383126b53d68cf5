package io.weir.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalog's own DDL makes the same catalog again. */
class CatalogRoundTripTest {
  private static String ddl(PlanScript plans) {
    return String.join(";\n", plans.catalog().toDdl()) + ";\n";
  }

  @Test
  void tablesAndViewsComeBack() throws IOException {
    PlanScript first = new PlanScript();
    first.run(Files.readString(Path.of("src/test/resources/plans/tables.sql")));
    PlanScript.Outcome made =
        first.run(
            """
            CREATE CATALOG other;
            CREATE DATABASE other.`my db`;
            CREATE VIEW z AS SELECT auction FROM cheap;
            CREATE VIEW a AS SELECT auction FROM z;
            USE other.`my db`;
            CREATE TABLE `a table` (
              `select` INT COMMENT 'it''s',
              PRIMARY KEY (`select`) NOT ENFORCED
            ) COMMENT 'odd' PARTITIONED BY (`select`) WITH ('connector' = 'test');
            CREATE TEMPORARY TABLE gone (x INT) WITH ('connector' = 'test');
            """);
    assertFalse(made.isError(), made.text());
    String written = ddl(first);

    PlanScript second = new PlanScript();
    PlanScript.Outcome outcome = second.run(written);

    assertFalse(outcome.isError(), outcome.text());
    assertEquals(written, ddl(second));
    assertEquals(
        List.of(
            "a",
            "bids",
            "changes",
            "cheap",
            "computed",
            "instants",
            "keyed",
            "pipe",
            "plain",
            "rates",
            "target",
            "z"),
        second.catalog().objects("default_catalog", "default_database"));
    assertEquals(List.of("a table"), second.catalog().objects("other", "my db"));
    assertEquals("my db", second.catalog().currentDatabase());
  }

  @Test
  void functionsComeBackBeforeWhatUsesThem() {
    PlanScript first = new PlanScript();
    PlanScript.Outcome made =
        first.run(
            """
            CREATE FUNCTION z(a INT) RETURNS INT RETURN a + 1;
            CREATE FUNCTION a(b INT) RETURNS STRING RETURN UPPER(CAST(z(b) AS STRING));
            CREATE FUNCTION rev AS 'io.weir.planner.SampleFunctions$Reversed' WITH ('k' = 'it''s');
            CREATE TEMPORARY FUNCTION gone AS 'io.weir.planner.SampleFunctions$Reversed';
            CREATE VIEW v AS SELECT a(1) AS x, rev('ab') AS y;
            """);
    assertFalse(made.isError(), made.text());
    PlanScript second = new PlanScript();
    PlanScript.Outcome remade = second.run(ddl(first));
    assertFalse(remade.isError(), remade.text());
    assertEquals(first.catalog().toDdl(), second.catalog().toDdl());
  }
}
