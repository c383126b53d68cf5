package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A random script of sessions, assigned or aggregated, of rows that only come or also leave, with
 * what a slow and obvious model says it must emit. The model hears of no watermark but the rows'
 * own: which session a row joins does not depend on when watermarks arrive.
 */
final class RandomSessionScript extends RandomSplitScript {
  private static final long GAP = 4 * SECOND;
  private static final int KEYS = 3;

  private final boolean canLeave;
  private final boolean isAggregated;
  private final List<List<Row>> present = new ArrayList<>();
  private final List<List<Session>> sessions = new ArrayList<>();

  private record Row(int key, int value, long time) {}

  /** Rows of one key, and the times up to which they go. */
  private static final class Session {
    final List<Row> rows = new ArrayList<>();
    long first;
    long last;

    Session(long first, long last) {
      this.first = first;
      this.last = last;
    }

    boolean isClosed(long watermark) {
      return last + GAP - 1 <= watermark;
    }

    boolean touches(Session other) {
      return first - GAP <= other.last && other.first - GAP <= last;
    }
  }

  RandomSessionScript(long seed) {
    super(seed);
    canLeave = random.nextBoolean();
    isAggregated = random.nextBoolean();
    for (int split = 0; split < splitWatermarks.length; split++) {
      present.add(new ArrayList<>());
    }
    for (int key = 0; key < KEYS; key++) {
      sessions.add(new ArrayList<>());
    }
    generate();
  }

  private void generate() {
    lines.add("operator: " + (isAggregated ? "session-aggregate" : "session-assign"));
    lines.add("input: k INT, v INT, ts TIMESTAMP(3)");
    if (canLeave) {
      lines.add("changelog: retract");
    }
    lines.add("window: SESSION(ts, " + GAP + " ms)");
    lines.add("by: k");
    if (isAggregated) {
      lines.add("select: COUNT(*) AS n, SUM(v) AS s");
    }
    lines.add("");
    play();
    sessions.forEach(ofKey -> ofKey.forEach(this::print));
    Collections.sort(expected);
    lines.add("late " + rowsLate);
  }

  @Override
  void change(int split, long now) {
    List<Row> rows = present.get(split);
    long watermark = splitWatermarks[split];
    if (canLeave && !rows.isEmpty() && random.nextInt(5) < 2) {
      Row row = rows.remove(random.nextInt(rows.size()));
      write("-D ", row, watermark);
      leave(row, watermark);
    } else {
      long back = random.nextInt(random.nextInt(6) == 0 ? 16 : 3) * SECOND;
      long time = Math.max(1, now - back + random.nextInt(2) * random.nextInt(1000));
      Row row = new Row(random.nextInt(KEYS), random.nextInt(3), time);
      rows.add(row);
      write(canLeave ? "+I " : "", row, watermark);
      come(row, watermark);
      splitWatermarks[split] = Math.max(watermark, row.time() - random.nextInt(4) * SECOND);
    }
  }

  private void write(String kind, Row row, long watermark) {
    lines.add(
        "  %s%d | %d | %s @ %s"
            .formatted(
                kind,
                row.key(),
                row.value(),
                ScriptValues.timestampOf(row.time()),
                ScriptValues.timestampOf(watermark)));
  }

  private void come(Row row, long watermark) {
    List<Session> ofKey = sessions.get(row.key());
    Session joined = new Session(row.time(), row.time());
    Session touched;
    do {
      Session now = joined;
      touched =
          ofKey.stream()
              .filter(session -> session.touches(now) && !session.isClosed(watermark))
              .findFirst()
              .orElse(null);
      if (touched != null) {
        ofKey.remove(touched);
        joined.first = Math.min(joined.first, touched.first);
        joined.last = Math.max(joined.last, touched.last);
        joined.rows.addAll(touched.rows);
      }
    } while (touched != null);
    if (joined.isClosed(watermark)) {
      rowsLate++;
    } else {
      joined.rows.add(row);
      put(ofKey, joined);
    }
  }

  private static void put(List<Session> ofKey, Session session) {
    ofKey.add(session);
    ofKey.sort(Comparator.comparingLong(other -> other.last));
  }

  private void leave(Row row, long watermark) {
    List<Session> ofKey = sessions.get(row.key());
    List<Session> open = new ArrayList<>(ofKey);
    open.removeIf(
        session ->
            session.isClosed(watermark) || session.first > row.time() || session.last < row.time());
    if (open.isEmpty()) {
      rowsLate++;
      return;
    }
    for (Session session : open) {
      if (session.rows.remove(row)) {
        part(ofKey, session, row.time(), watermark);
        return;
      }
    }
  }

  /** What was one session is what its rows make now, up to where it must go on to. */
  private static void part(List<Session> ofKey, Session session, long time, long watermark) {
    if (session.rows.stream().anyMatch(row -> row.time() == time)) {
      return;
    }
    Session before = new Session(session.first, session.first);
    Session after = new Session(session.last, session.last);
    for (Row row : session.rows) {
      if (row.time() < time) {
        before.rows.add(row);
        before.last = Math.max(before.last, row.time());
      } else {
        after.rows.add(row);
        after.first = Math.min(after.first, row.time());
      }
    }
    if (before.rows.isEmpty()) {
      ofKey.remove(session);
      if (!after.rows.isEmpty()) {
        put(ofKey, after);
      }
    } else if (!before.isClosed(watermark)) {
      if (after.rows.isEmpty()) {
        ofKey.remove(session);
        put(ofKey, before);
      } else if (!before.touches(after)) {
        ofKey.remove(session);
        put(ofKey, before);
        put(ofKey, after);
      }
    }
  }

  private void print(Session session) {
    if (isAggregated) {
      expected.add(
          String.join(
              " | ",
              "" + session.rows.get(0).key(),
              ScriptValues.timestampOf(session.first),
              "" + session.rows.size(),
              "" + session.rows.stream().mapToInt(Row::value).sum(),
              ScriptValues.timestampOf(session.last + GAP)));
      return;
    }
    for (Row row : session.rows) {
      expected.add(
          String.join(
              " | ",
              "" + row.key(),
              "" + row.value(),
              ScriptValues.timestampOf(row.time()),
              ScriptValues.timestampOf(session.first),
              ScriptValues.timestampOf(session.last + GAP),
              ScriptValues.timestampOf(session.last + GAP - 1)));
    }
  }
}
