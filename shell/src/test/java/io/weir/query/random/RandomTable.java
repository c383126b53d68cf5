package io.weir.query.random;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A table of random rows with NULLs and duplicates, in one or two files.
 *
 * @param delaySeconds of its watermark
 * @param files rows, each with a value for every column
 * @param changes if it is not 0, rows are updated and deleted as this seed says, there is no
 *     watermark, and {@code files} are the rows that are left
 */
record RandomTable(String name, int delaySeconds, List<List<List<Object>>> files, long changes) {
  /** A column of every random table. */
  record Column(String name, Kind kind) {}

  /** The columns of every random table. */
  static final List<Column> COLUMNS =
      List.of(
          new Column("k", Kind.INT),
          new Column("i", Kind.INT),
          new Column("b", Kind.LONG),
          new Column("d", Kind.DECIMAL),
          new Column("s", Kind.TEXT),
          new Column("f", Kind.TRUTH),
          new Column("ts", Kind.TIME));

  private static final long EPOCH_SECONDS =
      LocalDateTime.of(2024, 3, 1, 23, 59, 30).toEpochSecond(ZoneOffset.UTC);
  private static final int PATIENT_SECONDS = 1000;
  private static final int MOST_ROWS = 30;
  private static final String[] TEXTS = {"", "a", "b", "ab", "Abc", " x ", "a_b", "zz"};
  private static final String[] DECIMALS = {"0.00", "1.50", "-2.25", "10.00", "99.99"};

  /** A table whose rows are updated and deleted. */
  static RandomTable changing(String name, SplittableRandom random) {
    return new RandomTable(name, 0, List.of(rows(random)), 1 + random.nextLong(1_000_000));
  }

  static RandomTable random(String name, SplittableRandom random) {
    int delay = new int[] {0, 3, PATIENT_SECONDS}[random.nextInt(3)];
    List<List<List<Object>>> files = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int file = 0; file < count; file++) {
      files.add(rows(random));
    }
    return new RandomTable(name, delay, files, 0);
  }

  private static List<List<Object>> rows(SplittableRandom random) {
    List<List<Object>> rows = new ArrayList<>();
    int count = random.nextInt(8) == 0 ? 0 : random.nextInt(MOST_ROWS);
    long millis = EPOCH_SECONDS * 1000;
    while (rows.size() < count) {
      millis += random.nextInt(5000);
      long time = random.nextInt(5) == 0 ? millis - random.nextInt(12_000) : millis;
      List<Object> row = new ArrayList<>();
      row.add(random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(4));
      row.add(random.nextInt(6) == 0 ? null : (Object) (long) (random.nextInt(30) - 10));
      row.add(random.nextInt(6) == 0 ? null : (Object) (random.nextLong(2_000) - 1_000));
      row.add(random.nextInt(6) == 0 ? null : new BigDecimal(any(DECIMALS, random)));
      row.add(random.nextInt(6) == 0 ? null : any(TEXTS, random));
      row.add(random.nextInt(4) == 0 ? null : (Object) random.nextBoolean());
      row.add(time * 1000);
      rows.add(row);
      if (random.nextInt(8) == 0 && rows.size() < count) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static String any(String[] texts, SplittableRandom random) {
    return texts[random.nextInt(texts.length)];
  }

  /** The same with a watermark so far behind that no row is late. */
  RandomTable patient() {
    return new RandomTable(name, PATIENT_SECONDS, files, changes);
  }

  /** Whether no row can be late. */
  boolean isPatient() {
    return isChanging() || delaySeconds == PATIENT_SECONDS;
  }

  /** The columns as DuckDB gets them: with the watermark before each row in its file. */
  static Schema schemaWithMark() {
    List<Field> fields = new ArrayList<>();
    COLUMNS.forEach(column -> fields.add(new Field(column.name(), column.kind().type())));
    fields.add(new Field("mark", LogicalType.timestamp(3)));
    return new Schema(fields);
  }

  /** The rows with the watermark before each row in its file. */
  List<List<Object>> rowsWithMark() {
    List<List<Object>> rows = new ArrayList<>();
    for (List<List<Object>> file : files) {
      Long mark = null;
      for (List<Object> row : file) {
        List<Object> marked = new ArrayList<>(row);
        marked.add(mark);
        rows.add(marked);
        long after = (Long) row.get(row.size() - 1) - delaySeconds * 1_000_000L;
        mark = mark == null ? after : Math.max(mark, after);
      }
    }
    return rows;
  }

  /** Writes its files into a directory of its own below {@code directory}. */
  void write(Path directory) throws IOException {
    Path own = directory.resolve(name);
    Files.createDirectories(own);
    Files.deleteIfExists(own.resolve("1.json"));
    for (int i = 0; i < files.size(); i++) {
      String text =
          isChanging()
              ? changesOf(files.get(i))
              : files.get(i).stream().map(row -> json(row) + "\n").collect(Collectors.joining());
      Files.writeString(own.resolve(i + ".json"), text);
    }
  }

  boolean isChanging() {
    return changes != 0;
  }

  /** Each row comes, maybe as another one first; others come and go between them. */
  private String changesOf(List<List<Object>> rows) {
    SplittableRandom random = new SplittableRandom(changes);
    List<List<Object>> others = rows(random);
    List<String> lines = new ArrayList<>();
    List<Runnable> open = new ArrayList<>();
    for (int i = 0; i < Math.max(rows.size(), others.size()); i++) {
      List<Object> other = i < others.size() ? others.get(i) : null;
      List<Object> row = i < rows.size() ? rows.get(i) : null;
      String before = other == null ? null : json(other);
      String after = row == null ? null : json(row);
      if (other != null) {
        lines.add(change("null", before, "c"));
        String op = row == null ? "d" : "u";
        open.add(() -> lines.add(change(before, after == null ? "null" : after, op)));
      } else {
        open.add(() -> lines.add(change("null", after, "c")));
      }
      while (!open.isEmpty() && random.nextBoolean()) {
        open.remove(random.nextInt(open.size())).run();
      }
    }
    while (!open.isEmpty()) {
      open.remove(random.nextInt(open.size())).run();
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String change(String before, String after, String op) {
    return String.format("{\"before\":%s,\"after\":%s,\"op\":\"%s\"}", before, after, op);
  }

  private static String json(List<Object> row) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      Object value = row.get(i);
      Column column = COLUMNS.get(i);
      String text =
          value == null
              ? "null"
              : switch (column.kind()) {
                case TEXT -> '"' + value.toString() + '"';
                case TIME -> '"' + time((Long) value) + '"';
                default -> value.toString();
              };
      fields.add('"' + column.name() + "\":" + text);
    }
    return "{" + String.join(",", fields) + "}";
  }

  private static String time(long micros) {
    long millis = micros / 1000;
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            millis / 1000, (int) (millis % 1000) * 1_000_000, ZoneOffset.UTC);
    return String.format("%s %tT.%03d", time.toLocalDate(), time, millis % 1000);
  }

  /** The statement that makes it known to Weir; {@code ${DIR}} is where it was written. */
  String definition() {
    String columns =
        COLUMNS.stream()
            .map(c -> c.name() + " " + c.kind().sql())
            .collect(Collectors.joining(", "));
    String watermark =
        isChanging()
            ? ""
            : String.format(", WATERMARK FOR ts AS ts - INTERVAL '%d' SECOND(4)", delaySeconds);
    return String.format(
        "CREATE TABLE %s (%s%s)"
            + " WITH ('connector' = 'filesystem', 'path' = '${DIR}/%s', 'format' = '%s');%n",
        name, columns, watermark, name, isChanging() ? "debezium-json" : "json");
  }

  /** The same table with fewer rows, in several ways. */
  List<RandomTable> simpler() {
    List<RandomTable> simpler = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      List<List<Object>> rows = files.get(file);
      for (int size = Math.max(1, rows.size() / 2); size >= 1 && !rows.isEmpty(); size /= 2) {
        for (int from = 0; from < rows.size(); from += size) {
          List<List<Object>> fewer = new ArrayList<>(rows);
          fewer.subList(from, Math.min(rows.size(), from + size)).clear();
          List<List<List<Object>>> changed = new ArrayList<>(files);
          changed.set(file, fewer);
          simpler.add(new RandomTable(name, delaySeconds, changed, changes));
        }
      }
    }
    return simpler;
  }
}
