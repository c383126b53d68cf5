package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.shell.data.JobDescription;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.report.DiagnosisReport;
import io.weir.shell.report.JobReport;
import io.weir.shell.report.JobsReport;
import io.weir.shell.report.PlanReport;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** The statements that look at jobs. Those that do not run here are known from their directory. */
final class JobLooks {
  private final Jobs jobs;
  private final JobTable table;

  JobLooks(Jobs jobs, JobTable table) {
    this.jobs = jobs;
    this.table = table;
  }

  /** SHOW JOBS, of those whose name is wanted. */
  Planned.Rows jobs(Predicate<String> isWanted) throws IOException {
    JobsReport report = new JobsReport();
    for (JobDirectory directory : jobs.data().jobDirectories()) {
      if (!isWanted.test(directory.name())) {
        continue;
      }
      Optional<JobView> view = view(directory.name());
      if (view.isPresent() && !view.get().state().isTerminal()) {
        report.add(view.get());
      } else {
        JobTable.AtRest rest = table.atRest(directory);
        boolean hasFailed = view.map(last -> last.state() == JobState.FAILED).orElse(false);
        report.addAtRest(
            directory.name(),
            hasFailed ? JobState.FAILED.describe() : rest.state(),
            rest.checkpoint(),
            rest.taken(),
            rest.stored());
      }
    }
    return report.rows();
  }

  /** DESCRIBE JOB. */
  Planned.Rows describe(String name) throws IOException {
    JobDirectory directory = table.get(name);
    JobDescription description = directory.description();
    Optional<JobView> view = view(name);
    if (view.isPresent()) {
      return JobReport.of(description, view.get());
    }
    JobTable.AtRest rest = table.atRest(directory);
    return JobReport.atRest(
        description, rest.state(), rest.checkpoint(), rest.taken(), rest.stored());
  }

  /** EXPLAIN ANALYZE JOB. */
  Planned.Rows analyze(String name) throws IOException {
    JobDirectory directory = table.get(name);
    Optional<JobView> view = view(name);
    if (view.isEmpty()) {
      JobTable.AtRest rest = table.atRest(directory);
      throw WeirException.permanent(
          "job \"" + name + "\" does not run in this process: " + rest.state(),
          "only a job that runs has figures" + rest.advice().map(text -> "; " + text).orElse(""));
    }
    return PlanReport.of(view.get());
  }

  /** DIAGNOSE JOB. */
  Planned.Rows diagnose(String name) throws IOException {
    JobDirectory directory = table.get(name);
    Optional<JobView> view = view(name);
    if (view.isPresent()) {
      return DiagnosisReport.of(view.get());
    }
    JobTable.AtRest rest = table.atRest(directory);
    return DiagnosisReport.atRest(name, rest.state(), rest.advice());
  }

  private Optional<JobView> view(String name) {
    return jobs.view(name);
  }
}
