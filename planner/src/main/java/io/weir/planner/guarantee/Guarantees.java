package io.weir.planner.guarantee;

import io.weir.planner.convert.Plans;
import io.weir.planner.guarantee.Guarantee.Level;
import io.weir.planner.guarantee.Guarantee.Link;
import io.weir.planner.guarantee.Guarantee.Verdict;
import io.weir.runtime.connector.Sink.CommitMode;
import io.weir.runtime.connector.Source;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.operator.materialize.MaterializeNode.Mode;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Derives guarantees from sources, steps and sinks. */
public final class Guarantees {
  private static final String OWN_KEY = "declare the key of the query as the table's PRIMARY KEY";

  private final SinkNode sink;
  private final List<Link> links = new ArrayList<>();
  private Optional<String> remedy = Optional.empty();

  private Guarantees(SinkNode sink) {
    this.sink = sink;
  }

  /** What holds for a sink. */
  public static Guarantee of(SinkNode sink) {
    return new Guarantees(sink).derive();
  }

  private Guarantee derive() {
    CommitMode mode = sink.sink().commitMode();
    if (mode == CommitMode.EPHEMERAL) {
      return new Guarantee(
          Level.EPHEMERAL,
          "its output is not durable",
          List.of(Link.breaks("the sink, " + sink.sink().describe() + ", keeps nothing")),
          Optional.of("write to a table that is kept, of files, Kafka or a database"));
    }
    Optional<SourceNode> lost = sources();
    if (hasState(sink)) {
      links.add(Link.holds("all that the steps remember is stored with each checkpoint"));
    }
    String reason = commit(mode);
    if (lost.isPresent()) {
      reason = "source \"" + lost.get().table() + "\" cannot be read again from a checkpoint";
      remedy = Optional.of(rereadable(lost.get()));
    }
    boolean isBroken = links.stream().anyMatch(link -> link.verdict() == Verdict.BREAKS);
    Variations.of(sink).stream()
        .filter(variation -> links.stream().noneMatch(link -> link.finding().endsWith(variation)))
        .toList()
        .forEach(variation -> links.add(Link.note(variation)));
    return new Guarantee(
        isBroken ? Level.AT_LEAST_ONCE : Level.EXACTLY_ONCE, reason, links, remedy);
  }

  /** The first source that cannot be read again. */
  private Optional<SourceNode> sources() {
    Optional<SourceNode> lost = Optional.empty();
    for (SourceNode node : Plans.sources(sink)) {
      Source source = node.source();
      String what = "source \"" + node.table() + "\" (" + source.describe() + ") ";
      if (source.isRewindable()) {
        String condition = source.rewindCondition().map(text -> ", " + text).orElse("");
        Link link = Link.holds(what + "can be read again from a checkpoint" + condition);
        if (!links.contains(link)) {
          links.add(link);
        }
      } else {
        links.add(Link.breaks(what + "cannot be read again from a checkpoint"));
        lost = lost.isPresent() ? lost : Optional.of(node);
      }
    }
    return lost;
  }

  private static String rereadable(SourceNode lost) {
    return lost.source()
        .remedy()
        .map(text -> "in table \"" + lost.table() + "\", " + text)
        .orElse("keep what table \"" + lost.table() + "\" gives in files or Kafka, and read those");
  }

  private static boolean hasState(PlanNode node) {
    return node instanceof OperatorNode operator && !operator.stateTables().isEmpty()
        || node.inputs().stream().anyMatch(Guarantees::hasState);
  }

  /** How rows become visible; the reason that this alone would give. */
  private String commit(CommitMode mode) {
    String what = "the sink (" + sink.sink().describe() + ") ";
    return switch (mode) {
      case TRANSACTIONAL -> {
        links.add(Link.holds(what + "shows rows when their checkpoint is complete, and once"));
        yield "the sink commits with each checkpoint, and every source can be read again";
      }
      case IDEMPOTENT -> idempotent(what);
      default -> {
        links.add(Link.breaks(what + "shows rows at once, and again after a crash"));
        remedy = stronger();
        yield "rows are visible before their checkpoint is complete";
      }
    };
  }

  /** Writing again changes nothing only if the rows of a key are a function of the input. */
  private String idempotent(String what) {
    links.add(Link.holds(what + "shows rows at once, and replaces them by key after a crash"));
    List<Integer> key = sink.distribution().keys();
    String columns =
        key.stream()
            .map(column -> sink.input().properties().schema().name(column))
            .collect(Collectors.joining(", ", "(", ")"));
    boolean isMaterialized =
        sink.input() instanceof MaterializeNode node && node.mode() == Mode.LAST_ROW;
    boolean isKeyed =
        !isMaterialized && !key.isEmpty() && sink.input().properties().uniqueKeys().contains(key);
    if (!isKeyed) {
      String reason = "the sink replaces rows by a key that is not the query's";
      links.add(Link.breaks(reason + (key.isEmpty() ? "" : ": " + columns)));
      remedy = Optional.of(stronger().map(text -> text + ", or ").orElse("") + OWN_KEY);
      return reason;
    }
    links.add(Link.holds("the sink's key " + columns + " is the key of the query"));
    Optional<String> doubt = new KeyStability().doubt(sink.input(), key);
    if (doubt.isPresent()) {
      links.add(Link.breaks("which keys are written can differ after a crash: " + doubt.get()));
      remedy = stronger();
      return doubt.get();
    }
    links.add(Link.holds("which keys are written does not depend on timing"));
    return "writing a row again replaces it, and the sink's key is the query's";
  }

  private Optional<String> stronger() {
    return sink.sink()
        .remedy()
        .map(text -> "set " + text + " in the options of table \"" + sink.table() + "\"");
  }
}
