package io.weir.planner.catalog;

import io.weir.runtime.connector.Source;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The state of jobs as tables: what {@code STATE('job', 'operator')} means. Asked while a statement
 * is planned; reads what is known of checkpoints and opens none.
 */
public interface StateCatalog {
  /** The name of the function. */
  String FUNCTION = "STATE";

  /** The name of its argument that names a checkpoint. */
  String CHECKPOINT = "CHECKPOINT";

  /** That of a planner beside which there are no jobs. */
  StateCatalog NONE =
      reference -> {
        throw new UnknownState(
            Part.JOB, "there are no jobs here", "STATE reads the jobs of a data directory");
      };

  /**
   * The table that is asked for.
   *
   * @throws UnknownState if there is no such thing, or it cannot be shown
   */
  StateTable find(StateReference reference);

  /**
   * What is asked for.
   *
   * @param table empty for the only one of the operator
   * @param checkpoint empty for the last one
   */
  record StateReference(
      String job, String operator, Optional<String> table, OptionalLong checkpoint) {}

  /**
   * A state table.
   *
   * @param schema its columns
   * @param source a source of the columns at some positions
   */
  record StateTable(Schema schema, Function<List<Integer>, Source> source) {}

  /** The parts of a reference. */
  enum Part {
    JOB,
    OPERATOR,
    TABLE,
    CHECKPOINT
  }

  /** There is nothing under a reference. */
  final class UnknownState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Part part;
    private final String hint;

    /**
     * @param part of the reference that is wrong
     * @param message what is wrong with it
     * @param hint what there is instead, or null
     */
    public UnknownState(Part part, String message, String hint) {
      super(message, null, false, true);
      this.part = part;
      this.hint = hint;
    }

    /** The part of the reference that is wrong. */
    public Part part() {
      return part;
    }

    /** What there is instead, or null. */
    public String hint() {
      return hint;
    }
  }
}
