package io.weir.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

/** A bar in a text is the cursor. */
class StatementCompleterTest {
  private final StatementCompleter completer = new StatementCompleter(new TestVocabulary());

  private List<Candidate> candidates(String text) {
    int cursor = text.indexOf('|');
    String line = text.replace("|", "");
    ParsedLine parsed = new StatementLines().parse(line, cursor, ParseContext.COMPLETE);
    List<Candidate> all = new ArrayList<>();
    completer.complete(null, parsed, all);
    String word = parsed.word().toLowerCase();
    return all.stream().filter(c -> c.value().toLowerCase().startsWith(word)).toList();
  }

  private List<String> complete(String text) {
    return candidates(text).stream().map(Candidate::value).toList();
  }

  @Test
  void statementsBegin() {
    assertEquals(List.of("SELECT", "SET"), complete("SE|"));
    assertEquals(List.of("insert into"), complete("ins|"));
    assertEquals(List.of("SELECT", "SET"), complete("SHOW TABLES; SE|"));
    assertEquals(List.of("TABLES"), complete("SHOW TAB|"));
  }

  @Test
  void tablesStandBehindFromAndItsLike() {
    assertEquals(List.of("flights"), complete("SELECT * FROM fl|"));
    assertEquals(List.of("airports"), complete("SELECT * FROM flights f JOIN air|"));
    assertEquals(List.of("airports"), complete("SELECT * FROM flights AS f, air|"));
    assertEquals(List.of("flights"), complete("DESCRIBE f|"));
    assertEquals(List.of("flights"), complete("INSERT INTO f|"));
    assertEquals(List.of("flights"), complete("SELECT * FROM TABLE(TUMBLE(TABLE fl|"));
    assertTrue(complete("SELECT * FROM |").contains("`odd name`"));
  }

  @Test
  void columnsAreThoseOfTheTablesNamed() {
    assertEquals(List.of("delay"), complete("SELECT del| FROM flights"));
    assertEquals(List.of("origin"), complete("SELECT f.or| FROM flights f"));
    assertEquals(List.of("iata"), complete("SELECT f.delay, a.| FROM flights f, airports a"));
    assertEquals(List.of("tail_number"), complete("SELECT plane.| FROM flights"));
    assertEquals(List.of("late"), complete("SELECT delay AS late FROM flights ORDER BY la|"));
    assertEquals(List.of("`date`"), complete("SELECT * FROM flights WHERE `dat|"));
    assertEquals(List.of("delay"), complete("SELECT EXTRACT(DAY FROM del|) FROM flights"));
    assertEquals(List.of("delay"), complete("SELECT del|"));
  }

  @Test
  void functionsComeWithTheirSignature() {
    List<Candidate> found = candidates("SELECT spl| FROM flights");
    assertEquals("split_index(", found.get(0).value());
    assertEquals("SPLIT_INDEX(STRING, STRING, INT)", found.get(0).descr());
  }

  @Test
  void keywordsComeInTheCaseOfTheTyping() {
    assertEquals(List.of("GROUP BY"), complete("SELECT * FROM flights GR|"));
    assertEquals(List.of("group by"), complete("select * from flights gr|"));
    assertEquals(List.of("grouping sets"), complete("select * from flights group by gr|"));
  }

  @Test
  void wordsAreThoseThatCanStandThere() {
    assertEquals(List.of("AND", "AS", "ASC"), complete("SELECT * FROM flights WHERE delay > 1 A|"));
    assertEquals(List.of("FALSE"), complete("SELECT * FROM flights WHERE F|"));
    assertEquals(List.of("FROM"), complete("SELECT * FRO|"));
    assertEquals(List.of("BY"), complete("SELECT * FROM flights ORDER |"));
    assertEquals(List.of(), complete("SELECT * FROM flights ORDER BY delay DESC fl|"));
    assertEquals(List.of("flights"), complete("DROP TABLE fl|"));
    assertEquals(List.of("FUNCTION", "TABLE", "VIEW"), complete("DROP |"));
    assertEquals(
        List.of("ANALYZE JOB", "GUARANTEE", "GUARANTEE JOB", "INSERT INTO", "SELECT"),
        complete("EXPLAIN |"));
    assertEquals(List.of("SELECT", "VALUES", "WITH"), complete("INSERT INTO flights |"));
    assertEquals(List.of("delay"), complete("INSERT INTO flights (de|"));
    assertEquals(
        List.of("`date`", "delay", "origin", "plane"),
        complete("SELECT * FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(|"));
    assertEquals(List.of("BIGINT", "BOOLEAN", "BYTES"), complete("CREATE TABLE t (a B|"));
    assertEquals(List.of("WITH DRAIN", "WITH SAVEPOINT"), complete("STOP JOB 'x' |"));
  }

  @Test
  void optionsAndTheirValues() {
    assertEquals(List.of("connector' = '"), complete("CREATE TABLE t (a INT) WITH ('conn|"));
    assertEquals(List.of("connector"), complete("CREATE TABLE t (a INT) WITH ('conn|' = 'kafka')"));
    assertEquals(
        List.of("filesystem'"), complete("CREATE TABLE t (a INT) WITH ('connector' = 'fi|"));
    assertEquals(
        List.of("format' = '"),
        complete("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'fo|"));
    assertEquals(
        List.of("csv'", "json'"),
        complete("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'format' = '|"));
    assertEquals(
        List.of("true'"),
        complete("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'csv.header' = 't|"));
  }

  @Test
  void settingsAndTheirValues() {
    assertEquals(List.of("execution.runtime-mode' = '"), complete("SET 'exec|"));
    assertEquals(List.of("BATCH'"), complete("SET 'execution.runtime-mode' = 'B|"));
    assertEquals(List.of("parallelism.default"), complete("RESET 'par|'"));
  }

  @Test
  void jobsAndCommandsOfTheShell() {
    assertEquals(List.of("hourly-delays'"), complete("STOP JOB 'ho|"));
    assertEquals(List.of("'hourly-delays'"), complete("STOP JOB |"));
    assertEquals(List.of("hourly-delays'"), complete("SELECT * FROM STATE('|"));
    assertEquals(List.of(".mode"), complete(".mo|"));
    assertEquals(List.of("changelog", "csv"), complete(".mode c|").stream().sorted().toList());
    assertEquals(List.of("flights"), complete(".schema fl|"));
    assertEquals(List.of("on", "off"), complete(".timer |"));
  }

  @Test
  void filesWhereAFileIsMeant() {
    assertEquals(List.of("pom.xml"), complete(".read pom|"));
    assertEquals(List.of("src/main/"), complete(".once src/ma|"));
    assertEquals(
        List.of("src/test/"),
        complete("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'src/te|"));
    assertEquals(
        List.of("pom.xml'"),
        complete("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'pom|"));
  }

  @Test
  void stringsOfQueriesAreNobodysBusiness() {
    assertEquals(List.of(), complete("SELECT * FROM flights WHERE origin = 'D|"));
  }
}
