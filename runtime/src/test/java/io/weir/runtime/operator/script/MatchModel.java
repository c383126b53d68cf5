package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What patterns match in one partition, slowly and obviously: each way to distribute rows over
 * variables is a list, and goes on in every way that the words of the documentation allow.
 */
final class MatchModel {
  /** The conditions that variables can have. */
  static final List<Condition> CONDITIONS =
      List.of(
          new Condition("x > 1", (v, m) -> m.current() > 1),
          new Condition("x < 3", (v, m) -> m.current() < 3),
          new Condition("x = 2", (v, m) -> m.current() == 2),
          new Condition(
              "_.x > LAST(_.x, 1)", (v, m) -> m.last(v, 1) != null && m.current() > m.last(v, 1)),
          new Condition(
              "LAST(_.x, 1) IS NULL OR _.x < LAST(_.x, 1)",
              (v, m) -> m.last(v, 1) == null || m.current() < m.last(v, 1)),
          new Condition("x >= FIRST(x)", (v, m) -> m.current() >= m.rows().get(0)),
          new Condition("SUM(_.x) < 5", (v, m) -> m.of(v).stream().mapToInt(i -> i).sum() < 5),
          new Condition("COUNT(*) < 4", (v, m) -> m.rows().size() < 4),
          new Condition(
              "x <> A.x OR A.x IS NULL",
              (v, m) -> m.last("A", 0) == null || m.current() != m.last("A", 0)));

  private final int key;
  private final List<Variable> pattern;
  private final String after;
  private final long within;
  private final List<Row> waiting = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private List<Partial> open = new ArrayList<>();
  private final List<Partial> complete = new ArrayList<>();
  private boolean isAmbiguous;

  private record Row(int second, int x) {}

  /** Whether a row is of a variable, given what has matched with it as the last row. */
  interface Test {
    boolean test(String variable, Mapped mapped);
  }

  /** A condition in a script, where {@code _} stands for the variable itself. */
  record Condition(String pattern, Test test) {
    String text(String variable) {
      return pattern.replace("_", variable);
    }
  }

  /** Rows with their variables. */
  record Mapped(List<String> names, List<Integer> rows) {
    int current() {
      return rows.get(rows.size() - 1);
    }

    List<Integer> of(String name) {
      List<Integer> values = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        if (names.get(i).equals(name)) {
          values.add(rows.get(i));
        }
      }
      return values;
    }

    Integer last(String name, int offset) {
      List<Integer> values = of(name);
      return values.size() <= offset ? null : values.get(values.size() - 1 - offset);
    }
  }

  /** A variable of the pattern. */
  record Variable(
      String name, String text, int least, int most, boolean isGreedy, Condition condition) {
    static Variable of(String name, String quantifier, boolean isReluctant, Condition condition) {
      int least =
          switch (quantifier) {
            case "*", "?", "{0,2}" -> 0;
            case "{2}", "{2,}" -> 2;
            default -> 1;
          };
      int most =
          switch (quantifier) {
            case "*", "+", "{2,}" -> 1_000;
            case "{2}", "{1,2}", "{0,2}" -> 2;
            default -> 1;
          };
      boolean isGreedy = !isReluctant && most > 1 && least < most;
      String text = name + quantifier + (isReluctant ? "?" : "");
      return new Variable(name, text, least, most, isGreedy, condition);
    }
  }

  /** Rows from {@code start} on, the variable of each, and how many rows the last one has. */
  private record Partial(int start, List<Integer> variables, int variable, int count) {
    int end() {
      return start + variables.size();
    }
  }

  MatchModel(int key, List<Variable> pattern, String after, long within) {
    this.key = key;
    this.pattern = pattern;
    this.after = after;
    this.within = within;
  }

  static String time(int second) {
    return String.format("%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
  }

  /** Whether it had to choose where there is no rule. */
  boolean isAmbiguous() {
    return isAmbiguous;
  }

  void add(int second, int x) {
    waiting.add(new Row(second, x));
  }

  /** What is found up to a time. */
  List<String> advance(long reached) {
    List<String> found = new ArrayList<>();
    List<Row> due =
        new ArrayList<>(waiting.stream().filter(row -> row.second * 1_000L <= reached).toList());
    waiting.removeAll(due);
    due.sort(Comparator.comparing(Row::second).thenComparing(Row::x, Comparator.reverseOrder()));
    for (Row row : due) {
      expire(row.second * 1_000L, found);
      rows.add(row);
      step(rows.size() - 1);
      settle(found, row.second * 1_000L);
    }
    expire(reached, found);
    return found;
  }

  private void expire(long now, List<String> found) {
    while (within > 0) {
      Integer first = open.stream().map(Partial::start).min(Comparator.naturalOrder()).orElse(null);
      if (first == null || rows.get(first).second * 1_000L + within > now) {
        return;
      }
      int second = rows.get(first).second;
      open.removeIf(partial -> rows.get(partial.start).second == second);
      settle(found, second * 1_000L + within);
    }
  }

  private void step(int row) {
    List<Partial> before = new ArrayList<>(open);
    before.add(new Partial(row, List.of(), 0, 0));
    open = new ArrayList<>();
    for (Partial partial : before) {
      go(partial, partial.variable, partial.count, Set.of(), row);
    }
  }

  /**
   * Lets a row be of this variable, and of those behind that may come now.
   *
   * @param not the greedy variables of which the row must not be
   */
  private void go(Partial partial, int variable, int count, Set<Integer> not, int row) {
    if (variable == pattern.size()) {
      return;
    }
    boolean isAllowed = not.stream().noneMatch(other -> fulfils(partial, other, row));
    Variable taken = pattern.get(variable);
    if (isAllowed && count < taken.most && fulfils(partial, variable, row)) {
      List<Integer> variables = new ArrayList<>(partial.variables);
      variables.add(variable);
      Partial longer = new Partial(partial.start, variables, variable, count + 1);
      boolean mayGoOn = variable + 1 < pattern.size() || count + 1 < taken.most;
      if (mayGoOn) {
        open.add(longer);
      }
      if (mayEnd(partial, variable, count + 1, row)) {
        complete.add(longer);
      }
    }
    if (count >= taken.least) {
      Set<Integer> without = new HashSet<>(not);
      if (taken.isGreedy) {
        without.add(variable);
      }
      go(partial, variable + 1, 0, without, row);
    }
  }

  /** Whether nothing has to follow; greedy variables would have taken the row itself. */
  private boolean mayEnd(Partial before, int variable, int count, int row) {
    if (count < pattern.get(variable).least) {
      return false;
    }
    for (int next = variable + 1; next < pattern.size(); next++) {
      boolean isTaken = pattern.get(next - 1).isGreedy && fulfils(before, next - 1, row);
      if (pattern.get(next).least > 0 || isTaken) {
        return false;
      }
    }
    return true;
  }

  private boolean fulfils(Partial partial, int variable, int row) {
    Condition condition = pattern.get(variable).condition;
    if (condition == null) {
      return true;
    }
    List<String> names = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < partial.variables.size(); i++) {
      names.add(pattern.get(partial.variables.get(i)).name);
      values.add(rows.get(partial.start + i).x);
    }
    names.add(pattern.get(variable).name);
    values.add(rows.get(row).x);
    return condition.test.test(pattern.get(variable).name, new Mapped(names, values));
  }

  /** Lets the matches go before which nothing has begun that may become one. */
  private void settle(List<String> found, long millis) {
    while (!complete.isEmpty()) {
      int first = complete.stream().mapToInt(Partial::start).min().orElseThrow();
      if (open.stream().anyMatch(partial -> partial.start < first)) {
        return;
      }
      List<Partial> same = complete.stream().filter(p -> p.start == first).toList();
      isAmbiguous |= same.size() > 1;
      Partial match = same.get(0);
      found.add(print(match, millis));
      int next = next(match);
      open.removeIf(partial -> partial.start < next);
      complete.removeIf(partial -> partial.start < next);
    }
  }

  private int next(Partial match) {
    String[] words = after.split(" ");
    if (words[0].equals("PAST")) {
      return match.end();
    }
    if (words[1].equals("NEXT")) {
      return match.start + 1;
    }
    int variable = pattern.stream().map(Variable::name).toList().indexOf(words[2]);
    return match.start
        + (words[1].equals("FIRST")
            ? match.variables.indexOf(variable)
            : match.variables.lastIndexOf(variable));
  }

  private String print(Partial match, long millis) {
    List<String> names = match.variables.stream().map(v -> pattern.get(v).name).toList();
    List<Integer> values = rows.subList(match.start, match.end()).stream().map(Row::x).toList();
    Mapped mapped = new Mapped(names, values);
    List<Integer> a = mapped.of("A");
    List<Integer> b = mapped.of("B");
    return key
        + " | 1970-01-01 "
        + time(rows.get(match.start).second)
        + " | 1970-01-01 "
        + time(rows.get(match.end() - 1).second)
        + " | "
        + text(mapped.last("A", 0))
        + " | "
        + text(a.size() > 1 ? a.get(1) : null)
        + " | "
        + text(values.size() > 2 ? values.get(values.size() - 3) : null)
        + " | "
        + values.size()
        + " | "
        + text(b.isEmpty() ? null : b.stream().mapToInt(i -> i).sum())
        + " | 1970-01-01 "
        + time((int) (millis / 1_000));
  }

  private static String text(Integer value) {
    return value == null ? "NULL" : value.toString();
  }
}
