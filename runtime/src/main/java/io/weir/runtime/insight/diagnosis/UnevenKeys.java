package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of the tasks of a step one does nearly all the work. */
final class UnevenKeys implements Cause {
  private static final double MUCH = 0.6;
  private static final double LITTLE = 0.2;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    if (job.state() != JobState.RUNNING) {
      return findings;
    }
    Map<String, List<TaskView>> byStep = new LinkedHashMap<>();
    for (TaskView task : job.tasks()) {
      byStep.computeIfAbsent(task.operators().get(0), id -> new ArrayList<>()).add(task);
    }
    byStep.forEach(
        (id, tasks) -> {
          boolean isSource =
              job.operator(id).map(operator -> operator.source().isPresent()).orElse(true);
          List<TaskView> busy = tasks.stream().filter(task -> work(task) >= MUCH).toList();
          boolean areOthersIdle =
              tasks.stream().filter(task -> !busy.contains(task)).allMatch(t -> work(t) <= LITTLE);
          if (!isSource && tasks.size() > 1 && busy.size() == 1 && areOthersIdle) {
            findings.add(finding(job.operator(id).orElseThrow(), busy.get(0), tasks.size()));
          }
        });
    return findings;
  }

  private static double work(TaskView task) {
    return task.shares().busy();
  }

  private static Finding finding(OperatorView operator, TaskView task, int tasks) {
    return Finding.problem(
        "of the "
            + tasks
            + " tasks of "
            + operator.title()
            + " one has nearly all the work: "
            + task.name()
            + " is busy "
            + Words.percent(work(task))
            + " of the time",
        "few keys have most of the rows, and all rows of a key go to one task");
  }
}
