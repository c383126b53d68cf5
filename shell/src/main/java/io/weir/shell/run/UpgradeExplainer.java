package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceException;
import io.weir.parser.statement.ExplainUpgrade;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.runtime.checkpoint.Manifest;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.upgrade.Upgrade;
import io.weir.runtime.execution.upgrade.Verdict;
import io.weir.runtime.execution.upgrade.Verdict.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what the statements of a file would keep of what a job holds, without running anything. */
final class UpgradeExplainer {
  private final Jobs jobs;
  private final Session session;
  private final JobTable table;

  UpgradeExplainer(Jobs jobs, Session session, JobTable table) {
    this.jobs = jobs;
    this.session = session;
    this.table = table;
  }

  Planned.Rows explain(ExplainUpgrade statement) throws IOException {
    String job = statement.job().value();
    Optional<Manifest> newest = jobs.engine().checkpoints(table.get(job)).newest();
    if (newest.isEmpty()) {
      throw new SourceException(
          "job \"" + job + "\" has no checkpoint",
          statement.job().span(),
          Optional.of("it holds nothing that could be kept"));
    }
    List<Planned.Job> planned = plan(statement);
    Upgrade upgrade =
        planned.stream()
            .map(each -> Jobs.upgrade(newest.get().checkpoint(), each))
            .max(Comparator.comparingInt(UpgradeExplainer::fit))
            .orElseThrow(
                () ->
                    new SourceException(
                        "the file has no INSERT or statement set",
                        statement.file().span(),
                        Optional.empty()));
    List<List<String>> rows = new ArrayList<>();
    for (Verdict verdict : upgrade.verdicts()) {
      rows.add(List.of(verdict.title(), verdict.outcome().toString(), verdict.detail()));
    }
    return new Planned.Rows(List.of("step", "outcome", "detail"), rows, List.of());
  }

  /** How well a statement of the file is the one that the job does. */
  private static int fit(Upgrade upgrade) {
    return upgrade.isSameQuery()
        ? Integer.MAX_VALUE
        : upgrade.with(Outcome.KEPT).size() - upgrade.with(Outcome.DROPPED).size();
  }

  private List<Planned.Job> plan(ExplainUpgrade statement) {
    Path file = Path.of(statement.file().value());
    String text;
    try {
      text = new String(jobs.engine().files().readAll(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SourceException(
          "the file " + file + " cannot be read", statement.file().span(), Optional.empty());
    }
    Session other = new Session(session.planner(), session.settings(), session.variables());
    List<Planned.Job> planned = new ArrayList<>();
    try {
      for (Statement each : ScriptParser.parseAll(other.substitute(text))) {
        Work work = other.plan(each, text.substring(each.span().start(), each.span().end()));
        if (work.planned() instanceof Planned.Job job) {
          planned.add(job);
        }
      }
    } catch (SourceException e) {
      throw WeirException.permanent(file + ":" + e.render(text), null, e);
    }
    return planned;
  }
}
