package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.planner.relation.QueryTranslator;
import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The conversion of one statement: the converters and what they share. */
public final class Conversion {
  private static final List<RelConverter<?>> CONVERTERS =
      List.of(
          new ScanConverter(),
          new ProjectConverter(),
          new FilterConverter(),
          new JoinConverter(),
          new CorrelateConverter(),
          new UnionConverter(),
          new ValuesConverter(),
          new WindowFunctionConverter(),
          new MatchConverter(),
          new TableFunctionJoinConverter(),
          new AggregateConverter(),
          new SortConverter());

  private final QueryTranslator translator;
  private final Settings settings;
  private final Connectors connectors;
  private final ExpressionConverter expressions;
  private final FieldUses fieldUses = new FieldUses();
  private final LookupTimes lookupTimes = new LookupTimes();
  private final WatermarkUse watermarkUse = new WatermarkUse();
  private final Map<Object, Integer> scansSeen = new HashMap<>();
  private final Optional<SharedPlans> shared;
  private boolean dividesByCounts;

  /**
   * A conversion of what {@code translator} has translated.
   *
   * @param shared what it has in common with others, if it is one of several
   */
  public Conversion(
      QueryTranslator translator,
      Settings settings,
      Connectors connectors,
      Optional<SharedPlans> shared) {
    this.shared = shared;
    this.translator = translator;
    this.settings = settings;
    this.connectors = connectors;
    this.expressions = new ExpressionConverter(translator.bodies());
  }

  /** The plan of a query, whose node has exactly the query's columns. */
  public PlanNode convertQuery(RelNode rel) {
    return Calcs.exact(convertRoot(rel, Wanted.RETRACT), this).node();
  }

  /** The plan of a query for a consumer that replaces by the given columns. */
  public PlanNode convertUpsert(RelNode rel, List<Integer> key) {
    return Calcs.exact(convertRoot(rel, Wanted.upsert(key)), this).node();
  }

  /** The stream of a whole query. */
  Stream convertRoot(RelNode query, Wanted wanted) {
    fieldUses.collect(query);
    lookupTimes.collect(query);
    watermarkUse.collect(query);
    dividesByCounts |= DividedCounts.areIn(query);
    return convert(query, wanted);
  }

  /** The stream of a relational expression. */
  Stream convert(RelNode rel, Wanted wanted) {
    for (RelConverter<?> converter : CONVERTERS) {
      if (converter.kind().isInstance(rel)) {
        return normalized(convert(converter, rel, wanted), wanted);
      }
    }
    throw new PlanningException(
        SqlParserPos.ZERO, "the operation " + rel.getRelTypeName() + " is not supported", null);
  }

  /** A stream of another key than the consumer replaces by gets its old rows back. */
  Stream normalized(Stream stream, Wanted wanted) {
    StreamProperties properties = stream.node().properties();
    if (properties.changelog() != ChangelogKind.UPSERT) {
      return stream;
    }
    Set<Integer> key = new HashSet<>();
    wanted.key().forEach(column -> key.add(stream.slots().get(column).column()));
    return wanted.isUpsert() && key.equals(Set.copyOf(properties.upsertKey()))
        ? stream
        : new Stream(
            MaterializeNode.normalize(stream.node(), properties.upsertKey())
                .withTtl(settings().stateTtlMillis()),
            stream.slots(),
            stream.pending());
  }

  private <T extends RelNode> Stream convert(
      RelConverter<T> converter, RelNode rel, Wanted wanted) {
    if (shared.isPresent()) {
      return shared
          .get()
          .operation(
              rel, wanted, () -> converter.convert(converter.kind().cast(rel), wanted, this));
    }
    return converter.convert(converter.kind().cast(rel), wanted, this);
  }

  /** What this query has in common with others of a statement set. */
  Optional<SharedPlans> shared() {
    return shared;
  }

  /** How many scans there have been of each table. */
  Map<Object, Integer> scansSeen() {
    return scansSeen;
  }

  QueryTranslator translator() {
    return translator;
  }

  Settings settings() {
    return settings;
  }

  Connectors connectors() {
    return connectors;
  }

  RexBuilder rexBuilder() {
    return translator.relBuilder().getRexBuilder();
  }

  ExpressionConverter expressions() {
    return expressions;
  }

  /** Which fields of ROW columns the query reads. */
  FieldUses fieldUses() {
    return fieldUses;
  }

  /** Which columns are the time of a lookup join, and nothing else. */
  LookupTimes lookupTimes() {
    return lookupTimes;
  }

  /** Whether sources with such rows tell the watermark before every row. */
  boolean usesWatermarks(ChangelogKind rows) {
    return watermarkUse.isBy(rows) || shared.isPresent() && shared.get().usesWatermarks(rows);
  }

  /** Whether a COUNT of 0, over a table of which no row has come yet, may be divided by. */
  boolean dividesByCounts() {
    return dividesByCounts || shared.map(SharedPlans::dividesByCounts).orElse(false);
  }

  ZoneId timeZone() {
    return settings.timeZone();
  }
}
