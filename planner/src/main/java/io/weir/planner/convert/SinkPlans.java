package io.weir.planner.convert;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.MetadataTypes;
import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.planner.expression.NotNull;
import io.weir.planner.setting.RuntimeMode;
import io.weir.planner.setting.Settings;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connector.SinkInput;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.ImplicitCasts;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.operator.sort.FinalRowsNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/** Connects a query to the table that its rows go to. */
public final class SinkPlans {
  private final Conversion conversion;
  private final CatalogTable table;
  private final TableDescriptor descriptor;
  private final Connector connector;
  private final RuntimeMode mode;
  private final boolean isOverwrite;

  /**
   * @throws OptionException if the table's options do not fit, or it cannot be written
   */
  public SinkPlans(
      Conversion conversion, CatalogTable table, boolean isOverwrite, Settings settings) {
    this.conversion = conversion;
    this.table = table;
    TableDescriptor declared = table.sinkDescriptor();
    this.connector = conversion.connectors().of(declared);
    this.descriptor = MetadataTypes.own(declared, connector);
    this.mode = settings.runtimeMode();
    this.isOverwrite = isOverwrite;
    if (!connector.isSink()) {
      throw new OptionException(
          "connector", "connector '" + connector.name() + "' can only be read", null);
    }
    if (isOverwrite && mode == RuntimeMode.STREAMING) {
      throw new OptionException(
          "connector",
          "INSERT OVERWRITE needs batch mode: a streaming job has no moment at which it could"
              + " replace what the table holds",
          "SET 'execution.runtime-mode' = 'batch', or write INSERT INTO");
    }
  }

  /** A query does not fit a table. */
  public static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Mismatch(String message, String hint) {
      super(message);
      this.hint = hint;
    }

    /** What to do, or null. */
    public String hint() {
      return hint;
    }
  }

  /**
   * The sink's plan.
   *
   * @param columns the position in the query for each column of the table that the query fills
   * @param constants texts of columns that are the same in every row
   * @throws Mismatch if types or changes do not fit the table
   */
  public SinkNode plan(RelNode query, Map<String, Integer> columns, Map<String, String> constants) {
    Wanted wanted = wanted(query, columns);
    Stream stream = conversion.convertRoot(query, wanted).assigned();
    PlanNode rows = finalRows(stream.node());
    Stream finished = new Stream(rows, stream.slots(), Optional.empty());
    PlanNode written = keyed(written(finished, columns, constants));
    return new SinkNode(table.path().name(), sink(constants), written, distribution(written));
  }

  private Sink sink(Map<String, String> constants) {
    return isOverwrite
        ? connector.createOverwritingSink(descriptor, constants)
        : connector.createSink(descriptor);
  }

  /** An upsert sink replaces by its primary key, if the key keeps its values on the way. */
  private Wanted wanted(RelNode query, Map<String, Integer> columns) {
    boolean isUpsert = connector.sinkInput(descriptor) == SinkInput.UPSERT;
    boolean hasKey =
        !descriptor.primaryKey().isEmpty() && columns.keySet().containsAll(descriptor.primaryKey());
    return isUpsert
            && hasKey
            && descriptor.primaryKey().stream().allMatch(name -> isKept(query, columns, name))
        ? Wanted.upsert(descriptor.primaryKey().stream().map(columns::get).toList())
        : Wanted.RETRACT;
  }

  private boolean isKept(RelNode query, Map<String, Integer> columns, String name) {
    LogicalType from =
        WeirTypeFactory.toLogicalType(
            query.getRowType().getFieldList().get(columns.get(name)).getType());
    LogicalType to = descriptor.schema().type(descriptor.schema().indexOf(name).orElseThrow());
    return from.equalsIgnoringNullability(to)
        || from.kind().isInteger()
            && to.kind().isInteger()
            && from.kind().compareTo(to.kind()) <= 0;
  }

  private PlanNode finalRows(PlanNode rows) {
    boolean isUpdating = rows.properties().changelog() != ChangelogKind.INSERT_ONLY;
    if (!isUpdating || connector.sinkInput(descriptor) != SinkInput.INSERT_ONLY) {
      return rows;
    }
    if (mode == RuntimeMode.STREAMING) {
      throw new Mismatch(
          "the rows of the query change, and table \""
              + table.path().name()
              + "\" (connector '"
              + connector.name()
              + "') only takes new rows",
          "SET 'execution.runtime-mode' = 'batch' to write the final rows of bounded input;"
              + " or group by window_start and window_end of a window function; or write to a"
              + " table that takes changes");
    }
    return FinalRowsNode.of(rows);
  }

  /**
   * Changes by the table's key: where that is not the key of the query, changes of one row of the
   * table come from several rows of the query, by different ways.
   */
  private PlanNode keyed(PlanNode rows) {
    boolean isUpdating = rows.properties().changelog() != ChangelogKind.INSERT_ONLY;
    if (!isUpdating || connector.sinkInput(descriptor) != SinkInput.UPSERT) {
      return rows;
    }
    if (descriptor.primaryKey().isEmpty()) {
      throw new Mismatch(
          "the rows of the query change, and table \"" + table.path().name() + "\" has no key",
          "declare PRIMARY KEY (…) NOT ENFORCED");
    }
    List<Integer> key = key();
    boolean isSameKey =
        rows.properties().uniqueKeys().stream()
            .anyMatch(unique -> unique.size() == key.size() && unique.containsAll(key));
    return isSameKey
        ? rows
        : MaterializeNode.lastRow(rows, key).withTtl(conversion.settings().stateTtlMillis());
  }

  private List<Integer> key() {
    return descriptor.primaryKey().stream()
        .map(name -> descriptor.schema().indexOf(name).orElseThrow())
        .toList();
  }

  /** Rows of one key go one way, also new ones that replace: the last of them must be the last. */
  private Distribution distribution(PlanNode rows) {
    if (isOverwrite) {
      // One writer knows when all has been written that is to replace the table.
      return Distribution.SINGLE;
    }
    boolean isUpdating = rows.properties().changelog() != ChangelogKind.INSERT_ONLY;
    boolean doesReplace = connector.sinkInput(descriptor) == SinkInput.UPSERT;
    List<Integer> key = key();
    return (isUpdating || doesReplace) && !key.isEmpty()
        ? Distribution.hash(key)
        : Distribution.ANY;
  }

  private PlanNode written(
      Stream stream, Map<String, Integer> columns, Map<String, String> constants) {
    List<Expression> inputs = Inputs.of(stream);
    List<Output> outputs = new ArrayList<>();
    Schema schema = descriptor.schema();
    for (int i = 0; i < schema.size(); i++) {
      Field field = schema.field(i);
      Expression value;
      if (constants.containsKey(field.name())) {
        Literal text = Literal.of(constants.get(field.name()));
        value = Expressions.cast(text, field.type(), SourcePosition.NONE);
      } else if (columns.containsKey(field.name())) {
        int position = columns.get(field.name());
        value = assigned(inputs.get(position), stream.slots().get(position).name(), field);
      } else {
        value = absent(field);
      }
      outputs.add(new Output(Slot.of(field.name(), i), Optional.of(value)));
    }
    return Calcs.project(stream, outputs, conversion).node();
  }

  private Expression assigned(Expression value, String name, Field target) {
    LogicalType type = target.type();
    if (ImplicitCasts.distance(value.type(), type) == ImplicitCasts.IMPOSSIBLE) {
      throw new Mismatch(
          "column \""
              + target.name()
              + "\" of table \""
              + table.path().name()
              + "\" is "
              + type.withNullable(true)
              + ", and the query's column \""
              + name
              + "\" is "
              + value.type().withNullable(true),
          "write CAST(" + name + " AS " + type.withNullable(true) + ")");
    }
    return notNull(ExpressionConverter.coerce(value, type), target);
  }

  private Expression absent(Field target) {
    if (!target.type().nullable()) {
      throw new Mismatch(
          "column \""
              + target.name()
              + "\" of table \""
              + table.path().name()
              + "\" is NOT NULL and gets no value",
          "name it in the list of columns");
    }
    return Literal.nullOf(target.type());
  }

  private Expression notNull(Expression value, Field target) {
    return target.type().nullable() || !value.type().nullable()
        ? value
        : NotNull.check(value, target.name(), table.path().name());
  }
}
