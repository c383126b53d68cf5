package io.weir.runtime.operator.script;

import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** One run of a script: what it emitted up to each expectation, and the table it then described. */
final class ScriptRun {
  private final Script script;
  private final List<List<String>> segments = new ArrayList<>();
  private final List<List<String>> tables = new ArrayList<>();

  private ScriptRun(Script script) {
    this.script = script;
  }

  /** Runs {@code script}; fails where it contradicts itself or a changelog is not valid. */
  static ScriptRun of(
      Script script, ScriptMode mode, ScriptState state, Path directory, BufferAllocator allocator)
      throws IOException {
    ScriptRun run = new ScriptRun(script);
    try (Job job = new Job(script, mode, state, directory, allocator)) {
      run.play(job);
    }
    return run;
  }

  private void play(Job job) throws IOException {
    Table table = new Table(script.last());
    int barrier = -1;
    Table tableAtBarrier = table.copy();
    List<ScriptRow> seen = new ArrayList<>();
    List<ScriptRow> seenAtBarrier = List.of();
    int segmentsAtBarrier = 0;
    boolean hasCrashed = false;
    for (int i = 0; i < script.steps().size(); i++) {
      ScriptStep step = script.steps().get(i);
      if (step instanceof ScriptStep.Crash) {
        if (hasCrashed) {
          hasCrashed = false;
          continue;
        }
        hasCrashed = true;
        job.crash();
        job.emitted().clear();
        table = tableAtBarrier.copy();
        seen.clear();
        seen.addAll(seenAtBarrier);
        segments.subList(segmentsAtBarrier, segments.size()).clear();
        tables.subList(segmentsAtBarrier, tables.size()).clear();
        i = barrier;
        continue;
      }
      if (step instanceof ScriptStep.Fails fails) {
        checkFailure(job, script.steps().get(++i), fails.message());
        return;
      }
      play(step, job);
      for (ScriptRow row : job.emitted()) {
        table.apply(row);
        seen.add(row);
      }
      job.emitted().clear();
      if (step instanceof ScriptStep.Barrier) {
        barrier = i;
        tableAtBarrier = table.copy();
        seenAtBarrier = List.copyOf(seen);
        segmentsAtBarrier = segments.size();
      } else if (step instanceof ScriptStep.Expect) {
        record(seen, table);
        seen.clear();
      }
    }
    if (!seen.isEmpty()) {
      throw new ScriptFailure("emits what no line expects: " + seen);
    }
  }

  private static void play(ScriptStep step, Job job) throws IOException {
    if (step instanceof ScriptStep.Rows rows) {
      job.rows(rows.input(), rows.rows());
    } else if (step instanceof ScriptStep.Rise rise) {
      job.rise(rise.input(), rise.watermarkMillis());
    } else if (step instanceof ScriptStep.Time time) {
      job.setTime(time.wallMillis());
    } else if (step instanceof ScriptStep.Barrier) {
      job.barrier();
    } else if (step instanceof ScriptStep.End end) {
      job.end(end.input());
    } else if (step instanceof ScriptStep.Late late) {
      if (job.rowsLate() != late.own() || job.rowsLateAfterIdle() != late.afterIdle()) {
        throw new ScriptFailure(
            "late rows: "
                + job.rowsLate()
                + " and after idleness "
                + job.rowsLateAfterIdle()
                + ", expected "
                + late);
      }
    }
  }

  private static void checkFailure(Job job, ScriptStep step, String message) throws IOException {
    try {
      play(step, job);
    } catch (WeirException e) {
      if (!e.getMessage().equals(message)) {
        throw new ScriptFailure("fails with \"" + e.getMessage() + "\", not \"" + message + "\"");
      }
      return;
    }
    throw new ScriptFailure("does not fail with \"" + message + "\"");
  }

  private void record(List<ScriptRow> seen, Table table) {
    List<String> rows = new ArrayList<>();
    for (ScriptRow row : seen) {
      rows.add(row.print(table.isChangelog()));
    }
    if (!table.isChangelog() && !script.isOrdered()) {
      Collections.sort(rows);
    }
    segments.add(rows);
    tables.add(table.rows());
  }

  /** What was emitted between the expectations, as a script has it. */
  List<List<String>> segments() {
    return segments;
  }

  /** The table that the changelog described at each expectation. */
  List<List<String>> tables() {
    return tables;
  }

  /** Fails unless this run means the same as {@code plain}. */
  void compareWith(ScriptRun plain) {
    boolean isChangelog = new Table(script.last()).isChangelog();
    List<List<String>> mine = isChangelog ? tables : segments;
    List<List<String>> expected = isChangelog ? plain.tables : plain.segments;
    for (int i = 0; i < expected.size(); i++) {
      if (!mine.get(i).equals(expected.get(i))) {
        throw new ScriptFailure(
            "at expectation "
                + (i + 1)
                + ":\n  "
                + String.join("\n  ", mine.get(i))
                + "\nthe plain run has:\n  "
                + String.join("\n  ", expected.get(i)));
      }
    }
  }
}
