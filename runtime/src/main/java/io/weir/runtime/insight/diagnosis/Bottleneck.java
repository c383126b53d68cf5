package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Steps have no room behind them because others are slower. The bottleneck is what takes their rows
 * and is not blocked itself.
 */
final class Bottleneck implements Cause {
  private static final double MUCH = 0.5;

  @Override
  public List<Finding> find(JobView job) {
    if (job.state() != JobState.RUNNING) {
      return List.of();
    }
    List<TaskView> blocked =
        job.tasks().stream().filter(task -> task.shares().blocked() >= MUCH).toList();
    List<Finding> findings = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    for (TaskView task : job.tasks()) {
      List<TaskView> waiting = blocked.stream().filter(other -> feeds(job, other, task)).toList();
      String first = task.operators().get(0);
      if (task.shares().blocked() < MUCH && !waiting.isEmpty() && named.add(first)) {
        findings.add(finding(job, first, blocked));
      }
    }
    return findings;
  }

  /** Whether the rows of one task go to another. */
  private static boolean feeds(JobView job, TaskView from, TaskView to) {
    String last = from.operators().get(from.operators().size() - 1);
    return job.operator(to.operators().get(0)).map(o -> o.inputs().contains(last)).orElse(false);
  }

  private static Finding finding(JobView job, String first, List<TaskView> blocked) {
    List<TaskView> tasks =
        job.tasks().stream().filter(task -> task.operators().get(0).equals(first)).toList();
    double busy = average(tasks, true);
    double awaiting = average(tasks, false);
    Set<String> waiting = new LinkedHashSet<>();
    blocked.forEach(task -> task.operators().forEach(id -> waiting.add(title(job, id))));
    String wait = String.join(", ", waiting) + (waiting.size() == 1 ? " waits" : " wait");
    List<OperatorView> chain =
        tasks.get(0).operators().stream().flatMap(id -> job.operator(id).stream()).toList();
    if (awaiting >= busy) {
      OperatorView slow = chain.get(chain.size() - 1);
      return Finding.problem(
          slow.title()
              + " is the bottleneck: it waits for the outside "
              + Words.percent(awaiting)
              + " of the time; "
              + wait
              + " for it",
          slow.sink().isPresent()
              ? "what it writes to takes no more; see how busy that is"
              : "what it asks answers slowly; see how busy that is, or keep answers (lookup.cache)");
    }
    OperatorView slow =
        chain.stream().max(Comparator.comparingDouble(OperatorView::busyShare)).orElseThrow();
    return Finding.problem(
        slow.title()
            + " is the bottleneck: "
            + (tasks.size() == 1 ? "its task is" : "its " + tasks.size() + " tasks are")
            + " busy "
            + Words.percent(busy)
            + " of the time; "
            + wait
            + " for it",
        "if cores are idle, raise parallelism.default; EXPLAIN ANALYZE JOB shows where the time"
            + " goes");
  }

  private static String title(JobView job, String id) {
    return job.operator(id).map(OperatorView::title).orElse(id);
  }

  private static double average(List<TaskView> tasks, boolean isBusy) {
    return tasks.stream()
        .map(TaskView::shares)
        .mapToDouble(s -> isBusy ? s.busy() + s.ready() : s.awaiting())
        .average()
        .orElse(0);
  }
}
