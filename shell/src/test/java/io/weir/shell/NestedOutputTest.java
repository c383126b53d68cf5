package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values with parts in the formats in which a SELECT is printed. */
class NestedOutputTest {
  private static final String QUERY =
      "SELECT MAP['a', 1] AS m, ARRAY['x;y', 'b\"c', NULL] AS a,"
          + " CAST(ROW(1, 'x,y') AS ROW<i INT, s STRING>) AS r, MAP[1, 'one'] AS n,"
          + " COLLECT(x) AS c FROM (VALUES (1), (1)) AS t (x)";

  @TempDir Path data;

  @Test
  void csvHoldsTheTextsOfCasts() {
    assertEquals(
        "m,a,r,n,c\n{a=1},\"[x;y, b\"\"c, NULL]\",\"(1, x,y)\",{1=one},{1=2}\n", output("csv"));
  }

  @Test
  void jsonHasTheTextsOfKeysThatAreNoStrings() {
    assertEquals(
        "{\"m\":{\"a\":1},\"a\":[\"x;y\",\"b\\\"c\",null],\"r\":{\"i\":1,\"s\":\"x,y\"},"
            + "\"n\":{\"1\":\"one\"},\"c\":{\"1\":2}}\n",
        output("json"));
  }

  private String output(String format) {
    CommandRun run =
        CommandRun.of("-e", QUERY, "--format", format, "--data", data.resolve(format).toString());
    assertEquals(0, run.exitCode(), run::errors);
    return run.output();
  }
}
