package io.weir.planner.portability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reports of portability as lines of text. */
public final class PortabilityText {
  private static final List<String> COLUMNS = List.of("kind", "place", "used by", "how");

  private PortabilityText() {}

  /** A line for the statement, and one for each thing to know about it. */
  public static String of(StatementReport report) {
    return report.span() + " " + body(report);
  }

  /** The same without the place of the statement. */
  static String body(StatementReport report) {
    StringBuilder text = new StringBuilder(report.title());
    text.append(": ").append(report.outcome().text()).append('\n');
    for (Note note : report.notes()) {
      text.append("  ");
      if (note.outcome() == Outcome.REFUSED) {
        text.append(note.span()).append(": ");
      }
      text.append(note.text()).append('\n');
      note.hint().ifPresent(hint -> text.append("    hint: ").append(hint).append('\n'));
    }
    return text.toString();
  }

  /** The table of what must be reachable from the cluster; empty where nothing need be. */
  public static String of(List<Requirement> requirements) {
    if (requirements.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS);
    Map<List<String>, Set<String>> users = new LinkedHashMap<>();
    for (Requirement each : requirements) {
      String kind = each.kind().name().toLowerCase(Locale.ROOT);
      users
          .computeIfAbsent(List.of(kind, each.place(), each.remark()), key -> new TreeSet<>())
          .add(each.user());
    }
    users.forEach(
        (what, names) ->
            rows.add(List.of(what.get(0), what.get(1), String.join(", ", names), what.get(2))));
    StringBuilder text = new StringBuilder("must be reachable from the cluster:\n");
    for (List<String> row : rows) {
      text.append(' ');
      for (int column = 0; column < row.size(); column++) {
        text.append(' ').append(row.get(column));
        if (column < row.size() - 1) {
          text.append(" ".repeat(width(rows, column) - row.get(column).length() + 1));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
