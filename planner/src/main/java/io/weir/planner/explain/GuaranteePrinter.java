package io.weir.planner.explain;

import io.weir.planner.Planned;
import io.weir.planner.guarantee.Guarantee;

/**
 * Prints what each sink of a job is promised, what that rests on, and what would strengthen it:
 *
 * <pre>
 * out: at least once, because ...
 *   holds: ...
 *   breaks: ...
 *   stronger: ...
 * </pre>
 */
public final class GuaranteePrinter {
  private GuaranteePrinter() {}

  /** The guarantees of a job. */
  public static String print(Planned.Job job) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < job.sinks().size(); i++) {
      Guarantee guarantee = job.guarantees().get(i);
      text.append(job.sinks().get(i).table()).append(": ").append(sentence(guarantee));
      text.append('\n');
      for (Guarantee.Link link : guarantee.links()) {
        text.append("  ").append(link.verdict().describe()).append(link.finding()).append('\n');
      }
      guarantee
          .remedy()
          .ifPresent(remedy -> text.append("  stronger: ").append(remedy).append('\n'));
    }
    return text.toString();
  }

  /** The promise and its reason. */
  static String sentence(Guarantee guarantee) {
    return guarantee.level().describe() + ", because " + guarantee.reason();
  }
}
