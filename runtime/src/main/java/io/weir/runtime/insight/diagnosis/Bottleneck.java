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
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Steps have no room behind them because others are slower. The bottleneck is what takes their rows
 * and is not blocked itself.
 */
final class Bottleneck implements Cause {
  private static final double MUCH = 0.5;
  private static final int MOST_STEPS = 3;

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
      if (task.shares().blocked() < MUCH
          && !WaitingOutside.isLong(task)
          && !waiting.isEmpty()
          && named.add(first)) {
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
    double busy = average(tasks, TaskView.Shares::busy);
    double ready = average(tasks, TaskView.Shares::ready);
    double awaiting = average(tasks, TaskView.Shares::awaiting);
    Set<String> waiting = new LinkedHashSet<>();
    blocked.forEach(task -> task.operators().forEach(id -> waiting.add(title(job, id))));
    String wait = String.join(", ", waiting) + (waiting.size() == 1 ? " waits" : " wait");
    List<OperatorView> chain =
        tasks.get(0).operators().stream().flatMap(id -> job.operator(id).stream()).toList();
    if (awaiting >= busy + ready) {
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
    if (ready > busy) {
      return noCoreLeft(job, chain.get(0), ready);
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

  /** Nothing is slow but all of it together: what waits would go on if there were more cores. */
  private static Finding noCoreLeft(JobView job, OperatorView step, double ready) {
    String most =
        job.operators().stream()
            .sorted(Comparator.comparingDouble(Bottleneck::cores).reversed())
            .limit(MOST_STEPS)
            .filter(operator -> cores(operator) > 0)
            .map(operator -> operator.title() + " " + Words.percent(cores(operator)))
            .collect(Collectors.joining(", "));
    return Finding.note(
        "it goes as fast as its cores allow: "
            + step.title()
            + " has work and waits for a core "
            + Words.percent(ready)
            + " of the time"
            + (most.isEmpty() ? "" : "; of one core take most: " + most));
  }

  private static double cores(OperatorView operator) {
    return operator.busyShare() * operator.parallelism();
  }

  private static String title(JobView job, String id) {
    return job.operator(id).map(OperatorView::title).orElse(id);
  }

  private static double average(List<TaskView> tasks, ToDoubleFunction<TaskView.Shares> share) {
    return tasks.stream().map(TaskView::shares).mapToDouble(share).average().orElse(0);
  }
}
