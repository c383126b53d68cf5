package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.insight.JobView;
import java.util.List;

/** One reason why a job can have no output or be slow. Looks at a view and nothing else. */
@FunctionalInterface
interface Cause {
  /** What it finds; empty if the job does not suffer from it. */
  List<Finding> find(JobView job);
}
