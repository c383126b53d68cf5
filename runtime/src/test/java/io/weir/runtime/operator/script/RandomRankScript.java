package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A random script of a ranking, with what a slow and obvious model says the table must be. */
final class RandomRankScript implements RandomScript {
  private final Random random;
  private final String function;
  private final boolean isRetracting;
  private final boolean hasRank;
  private final boolean isUpsert;
  private final int from;
  private final int to;
  private final boolean descends;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> tables = new ArrayList<>();

  private record Row(int key, Integer order, String text) {
    String print() {
      return key + " | " + (order == null ? "NULL" : order) + " | " + text;
    }
  }

  RandomRankScript(long seed) {
    random = new Random(seed);
    function = List.of("ROW_NUMBER", "ROW_NUMBER", "RANK", "DENSE_RANK").get(random.nextInt(4));
    isRetracting = random.nextBoolean();
    hasRank = random.nextBoolean();
    from = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
    to = from + (random.nextInt(3) == 0 ? 0 : random.nextInt(5));
    descends = random.nextBoolean();
    isUpsert = function.equals("ROW_NUMBER") && (hasRank || from == to) && random.nextBoolean();
    generate();
  }

  @Override
  public List<String> lines() {
    return lines;
  }

  @Override
  public List<List<String>> expected() {
    return tables;
  }

  @Override
  public boolean isTable() {
    return true;
  }

  private void generate() {
    lines.add("operator: top-n");
    lines.add("input: k INT, v INT, s STRING");
    lines.add("changelog: " + (isRetracting ? "retract" : "insert_only"));
    lines.add("by: k");
    lines.add("order: v" + (descends ? " DESC" : ""));
    lines.add("function: " + function);
    lines.add("from: " + from);
    lines.add("to: " + to);
    lines.add("emits: " + (isUpsert ? "upsert" : "retract"));
    if (hasRank) {
      lines.add("rank: rn");
    }
    lines.add("");
    int keys = 1 + random.nextInt(4);
    int values = 2 + random.nextInt(12);
    for (int step = 0; step < 6; step++) {
      lines.add("rows");
      for (int i = random.nextInt(12); i >= 0; i--) {
        if (isRetracting && !rows.isEmpty() && random.nextInt(3) == 0) {
          Row gone = rows.remove(random.nextInt(rows.size()));
          lines.add("  -D " + gone.print());
        } else {
          Row added =
              new Row(
                  random.nextInt(keys),
                  random.nextInt(8) == 0 ? null : random.nextInt(values),
                  List.of("a", "b", "longer").get(random.nextInt(3)));
          rows.add(added);
          lines.add("  " + (isRetracting ? "+I " : "") + added.print());
        }
      }
      if (random.nextBoolean()) {
        lines.add("barrier");
      }
      lines.add("expect");
      tables.add(table(keys));
    }
    lines.add("end");
  }

  /** NULLs are low, and ties are broken by the text. */
  private List<String> table(int keys) {
    Comparator<Row> byOrder =
        Comparator.comparing(Row::order, Comparator.nullsFirst(Comparator.naturalOrder()));
    List<String> table = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      int wanted = key;
      List<Row> partition =
          new ArrayList<>(rows.stream().filter(row -> row.key() == wanted).toList());
      Comparator<Row> sort = descends ? byOrder.reversed() : byOrder;
      partition.sort(sort.thenComparing(Row::text));
      for (int i = 0; i < partition.size(); i++) {
        long rank = rank(partition, i, sort);
        if (rank >= from && rank <= to) {
          table.add(partition.get(i).print() + (hasRank ? " | " + rank : ""));
        }
      }
    }
    table.sort(Comparator.naturalOrder());
    return table;
  }

  private long rank(List<Row> partition, int i, Comparator<Row> sort) {
    Row row = partition.get(i);
    return switch (function) {
      case "ROW_NUMBER" -> i + 1;
      case "RANK" -> partition.stream().filter(o -> sort.compare(o, row) < 0).count() + 1;
      default ->
          partition.stream()
                  .filter(o -> sort.compare(o, row) < 0)
                  .map(o -> String.valueOf(o.order()))
                  .distinct()
                  .count()
              + 1;
    };
  }
}
