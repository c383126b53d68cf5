package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins each left row with the version that the right table had at the row's time. A right row is
 * the version of its key from its time on, until the next one of that key; a -D ends it at its own
 * time, a -U says nothing. Left rows wait until both inputs have passed their time.
 *
 * <p>Where left rows only come, late ones are dropped, and of the versions only the last one that
 * both inputs have passed is kept. Where they change, what leaves, however late, leaves with the
 * version that it was joined with: then all versions are kept, and no left row is late.
 *
 * @param left inserts, or changes, each with all columns
 * @param right changes of a table, at most one row for a key at a time
 * @param kind INNER or LEFT
 * @param leftTime the position of the rowtime in the left input
 * @param rightTime the position of the rowtime in the right input
 * @param keys what must be equal
 * @param condition over the columns of both, what else must be TRUE
 * @param properties of the output: the columns of both
 * @param timeZone the session's, frozen with the job
 */
public record TemporalJoinNode(
    PlanNode left,
    PlanNode right,
    JoinKind kind,
    int leftTime,
    int rightTime,
    JoinKeys keys,
    Optional<Expression> condition,
    StreamProperties properties,
    ZoneId timeZone)
    implements TimeJoinNode {
  public TemporalJoinNode {
    ChangelogKind changes = left.properties().changelog();
    if (changes == ChangelogKind.UPSERT || kind != JoinKind.INNER && kind != JoinKind.LEFT) {
      throw new IllegalArgumentException(kind + " temporal join of " + changes);
    }
  }

  /** The join; the left time attribute stays if left rows only come. */
  public static TemporalJoinNode of(
      PlanNode left,
      PlanNode right,
      JoinKind kind,
      int leftTime,
      int rightTime,
      JoinKeys keys,
      Optional<Expression> condition,
      ZoneId timeZone) {
    StreamProperties properties =
        isChanging(left)
            ? ofChanges(left, right, kind, leftTime, keys)
            : JoinProperties.insertOnly(left, right, kind, column -> column == leftTime);
    return new TemporalJoinNode(
        left, right, kind, leftTime, rightTime, keys, condition, properties, timeZone);
  }

  private static boolean isChanging(PlanNode left) {
    return left.properties().changelog() == ChangelogKind.RETRACT;
  }

  /** Nothing is a time attribute, since what leaves can be of any time. */
  private static StreamProperties ofChanges(
      PlanNode left, PlanNode right, JoinKind kind, int leftTime, JoinKeys keys) {
    Schema pairs = JoinProperties.pairs(left, right, kind);
    return new StreamProperties(
        pairs,
        ChangelogKind.RETRACT,
        List.of(),
        Collections.nCopies(pairs.size(), TimeAttribute.NONE),
        keysInOrder(left.properties().uniqueKeys(), keys, leftTime));
  }

  /** Rows are worked off by time: a key stays in order if its rows are in one place and time. */
  private static Set<List<Integer>> keysInOrder(
      Set<List<Integer>> uniqueKeys, JoinKeys keys, int leftTime) {
    Set<List<Integer>> ordered = new HashSet<>(uniqueKeys);
    ordered.removeIf(key -> !key.contains(leftTime) || !key.containsAll(keys.left()));
    return ordered;
  }

  /** Whether no version is ever forgotten. */
  public boolean keepsAllVersions() {
    return isChanging(left);
  }

  /** The position of the rowtime in an input. */
  int time(int side) {
    return side == 0 ? leftTime : rightTime;
  }

  @Override
  public String name() {
    return "TemporalJoin";
  }

  @Override
  public List<Attribute> attributes() {
    String leftName = left.properties().schema().name(leftTime);
    String rightName = right.properties().schema().name(rightTime);
    Attribute asOf = new Attribute("as of", "left." + leftName + " in right." + rightName);
    List<Attribute> attributes = new ArrayList<>(attributes(asOf));
    if (keepsAllVersions()) {
      attributes.add(new Attribute("versions", "all are kept, for left rows that change"));
    }
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    return keepsAllVersions()
        ? ChangingTemporalJoinOperator.specs(this)
        : TemporalJoinOperator.specs(this);
  }

  @Override
  public Operator create(OperatorContext context) {
    return keepsAllVersions()
        ? new ChangingTemporalJoinOperator(this, context)
        : new TemporalJoinOperator(this, context);
  }
}
