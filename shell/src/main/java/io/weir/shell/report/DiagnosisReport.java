package io.weir.shell.report;

import io.weir.planner.Planned;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.diagnosis.Diagnosis;
import io.weir.runtime.insight.diagnosis.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DIAGNOSE JOB: what is wrong with a job and what can be done, as sentences. */
public final class DiagnosisReport {
  private static final int WIDTH = 100;

  private DiagnosisReport() {}

  /** The diagnosis of a job as one text. */
  public static Planned.Rows of(JobView job) {
    Diagnosis diagnosis = Diagnosis.of(job);
    StringBuilder text = new StringBuilder();
    append(text, "job " + job.name() + ": ", "  ", diagnosis.summary());
    for (Finding finding : diagnosis.findings()) {
      boolean isProblem = finding.kind() == Finding.Kind.PROBLEM;
      append(text, isProblem ? "! " : "- ", "  ", finding.text());
      finding.advice().ifPresent(advice -> append(text, "  → ", "    ", advice));
    }
    return Planned.Rows.ofColumn("result", List.of(text.toString()));
  }

  /** Says that a job does not run, so that there is nothing to look at. */
  public static Planned.Rows atRest(String job, String state, Optional<String> advice) {
    StringBuilder text = new StringBuilder();
    append(text, "job " + job + ": ", "  ", "it does not run in this process: " + state);
    advice.ifPresent(line -> append(text, "  → ", "    ", line));
    return Planned.Rows.ofColumn("result", List.of(text.toString()));
  }

  private static void append(StringBuilder out, String first, String next, String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    StringBuilder line = new StringBuilder(first);
    boolean isEmpty = true;
    for (String word : words) {
      if (!isEmpty && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(next);
        isEmpty = true;
      }
      line.append(isEmpty ? "" : " ").append(word);
      isEmpty = false;
    }
    out.append(line).append('\n');
  }
}
