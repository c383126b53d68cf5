package io.weir.planner.convert;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.Column;
import io.weir.planner.catalog.MetadataTypes;
import io.weir.planner.catalog.StateCatalog.StateTable;
import io.weir.planner.catalog.WatermarkOptions;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.error.PlanningException;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.planner.relation.DeclaredTable;
import io.weir.planner.setting.RuntimeMode;
import io.weir.planner.validate.StateTtlHints;
import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.operator.badrecord.ReadableRowsNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * A declared table: reads the columns that are needed, computes computed ones, makes watermarks.
 */
final class ScanConverter implements RelConverter<TableScan> {
  @Override
  public Class<TableScan> kind() {
    return TableScan.class;
  }

  @Override
  public Stream convert(TableScan scan, Wanted wanted, Conversion conversion) {
    List<Integer> all = IntStream.range(0, scan.getRowType().getFieldCount()).boxed().toList();
    return convert(scan, all, conversion);
  }

  /**
   * A scan of some columns.
   *
   * @param positions in the table's schema, in output order
   */
  static Stream convert(TableScan scan, List<Integer> positions, Conversion conversion) {
    if (conversion.shared().isEmpty()) {
      return convert(scan, positions, conversion.fieldUses().of(scan), conversion);
    }
    SharedPlans shared = conversion.shared().get();
    SharedPlans.Scanned scanned =
        shared.scan(
            scan,
            positions,
            conversion.scansSeen(),
            columns ->
                conversion.normalized(
                    convert(scan, columns, shared.uses(scan), conversion), Wanted.RETRACT));
    Stream stream = scanned.stream();
    List<Slot> slots =
        positions.stream().map(p -> stream.slots().get(scanned.positions().indexOf(p))).toList();
    return new Stream(stream.node(), slots, Optional.empty());
  }

  private static Stream convert(
      TableScan scan, List<Integer> positions, FieldUses.Uses uses, Conversion conversion) {
    CatalogTable table = table(scan);
    try {
      return new Scan(scan, table, uses, conversion).convert(positions);
    } catch (OptionException mistake) {
      throw new PlanningException(
          conversion.translator().tablePosition(table.path().name(), mistake.key()),
          "table \"" + table.path().name() + "\": " + mistake.getMessage(),
          mistake.hint());
    }
  }

  /** The table of a scan, with the options of its hints. */
  static CatalogTable table(TableScan scan) {
    return scan.getTable()
        .unwrapOrThrow(DeclaredTable.class)
        .table()
        .orElseThrow()
        .withOptions(hinted(scan));
  }

  private static SortedMap<String, String> hinted(TableScan scan) {
    SortedMap<String, String> options = new TreeMap<>();
    for (RelHint hint : scan.getHints()) {
      if (!hint.hintName.equals(StateTtlHints.NAME)) {
        options.putAll(hint.kvOptions);
      }
    }
    return options;
  }

  /** The conversion of one scan. */
  private static final class Scan {
    private final Optional<StateTable> state;
    private final CatalogTable table;
    private final FieldUses.Uses uses;
    private final Conversion conversion;
    private final List<Column> readable;
    private final Schema readableSchema;
    private final List<RexNode> computed;
    private final ChangelogKind changelog;

    Scan(TableScan scan, CatalogTable table, FieldUses.Uses uses, Conversion conversion) {
      this.state = scan.getTable().unwrapOrThrow(DeclaredTable.class).state();
      this.table = table;
      this.uses = uses;
      this.conversion = conversion;
      this.readable = table.readColumns();
      this.readableSchema =
          new Schema(readable.stream().map(c -> new Field(c.name(), c.type())).toList());
      this.computed = translateComputed();
      this.changelog = changelog();
    }

    private List<RexNode> translateComputed() {
      return conversion
          .translator()
          .translate(
              table.columns().stream()
                  .filter(column -> column instanceof Column.Computed)
                  .map(column -> ((Column.Computed) column).expression())
                  .toList(),
              table.path().name(),
              readableSchema,
              "table \"" + table.path().name() + "\"");
    }

    Stream convert(List<Integer> positions) {
      List<Integer> columns = new ArrayList<>(positions);
      Optional<RexNode> watermark = watermark(columns);
      watermark.ifPresent(
          rex ->
              RelOptUtil.InputFinder.bits(rex)
                  .forEach(
                      column -> {
                        if (!columns.contains(column)) {
                          columns.add(column);
                        }
                      }));
      if (changelog == ChangelogKind.UPSERT) {
        for (String name : table.primaryKey()) {
          if (!columns.contains(position(name))) {
            columns.add(position(name));
          }
        }
      }
      if (columns.isEmpty()) {
        columns.add(narrowest());
      }
      watermark.ifPresent(uses::add);
      return node(positions, columns, watermark);
    }

    /** The watermark's expression over the table's columns, if the rowtime is among the needed. */
    private Optional<RexNode> watermark(List<Integer> columns) {
      return table
          .watermark()
          .filter(mark -> columns.contains(position(mark.column())))
          .map(
              mark ->
                  conversion
                      .translator()
                      .translate(
                          List.of(mark.expression()),
                          table.path().name(),
                          table.schema(),
                          "table \"" + table.path().name() + "\"")
                      .get(0));
    }

    private int position(String column) {
      return table.schema().indexOf(column).orElseThrow();
    }

    /** Rows must have a column to be counted: one that costs little to read. */
    private int narrowest() {
      for (int i = 0; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        boolean isCheap =
            !column.type().kind().isVariableWidth() && !column.type().kind().isNested();
        if (column.isRead() && isCheap) {
          return i;
        }
      }
      return IntStream.range(0, table.columns().size())
          .filter(i -> table.columns().get(i).isRead())
          .findFirst()
          .orElse(0);
    }

    /** What the table's rows do. */
    private ChangelogKind changelog() {
      ChangelogKind kind = source(List.of()).changelog();
      if (kind != ChangelogKind.RETRACT || !conversion.settings().hasDuplicateChanges()) {
        return kind;
      }
      if (table.primaryKey().isEmpty()) {
        throw new OptionException(
            "format",
            "with 'table.exec.source.cdc-events-duplicate', a table of changes needs a key",
            "declare PRIMARY KEY (…) NOT ENFORCED, or set that option to 'false'");
      }
      return ChangelogKind.UPSERT;
    }

    private Source source(List<Integer> needed) {
      if (state.isPresent()) {
        return state.get().source().apply(needed);
      }
      TableDescriptor descriptor = table.sourceDescriptor();
      Connector connector = conversion.connectors().of(descriptor);
      if (!connector.isSource()) {
        throw new OptionException(
            "connector", "connector '" + connector.name() + "' can only be written", null);
      }
      return connector.createSource(MetadataTypes.own(descriptor, connector), needed);
    }

    private List<Integer> keyPositions(List<Integer> columns) {
      return table.primaryKey().stream().map(name -> columns.indexOf(position(name))).toList();
    }

    private Stream node(List<Integer> positions, List<Integer> columns, Optional<RexNode> mark) {
      Optional<String> badRecords =
          Optional.ofNullable(table.writtenOptions().options().get(BadRecords.TABLE.key()));
      List<Integer> needed = badRecords.isPresent() ? allOf(columns) : needed(columns);
      Source source =
          badRecords.isPresent()
              ? BadRecordSinks.keeping(source(needed), table.writtenOptions().options())
              : source(needed).readingFields(fieldsRead(columns, needed));
      List<Expression> expressions = expressions(columns, needed, source.schema());
      List<Field> fields = new ArrayList<>();
      List<TimeAttribute> times = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Column column = table.columns().get(columns.get(i));
        fields.add(new Field(column.name(), expressions.get(i).type()));
        times.add(time(column));
      }
      Schema schema = new Schema(fields);
      StreamProperties properties =
          new StreamProperties(
              schema,
              changelog,
              changelog == ChangelogKind.UPSERT ? keyPositions(columns) : List.of(),
              times,
              keys(columns));
      SourceNode node =
          new SourceNode(
              table.path().name(),
              source,
              expressions,
              mark.map(rex -> spec(rex, columns, schema)),
              badRecords,
              badRecords.isPresent() ? BadRecordSinks.withBadRecords(properties) : properties);
      PlanNode rows = badRecords.isPresent() ? new ReadableRowsNode(node, properties) : node;
      List<Slot> slots = new ArrayList<>();
      for (int i = 0; i < positions.size(); i++) {
        slots.add(Slot.of(table.columns().get(positions.get(i)).name(), i));
      }
      return new Stream(rows, slots, Optional.empty());
    }

    /**
     * The same with all that lies in a record: whether it can be read must not depend on the query.
     */
    private List<Integer> allOf(List<Integer> columns) {
      TreeSet<Integer> needed = new TreeSet<>(needed(columns));
      for (int i = 0; i < readable.size(); i++) {
        if (!(readable.get(i) instanceof Column.Metadata)) {
          needed.add(i);
        }
      }
      return List.copyOf(needed);
    }

    /** The positions in {@link #readable} that the columns are made from, ascending. */
    private List<Integer> needed(List<Integer> columns) {
      TreeSet<Integer> needed = new TreeSet<>();
      for (int position : columns) {
        Column column = table.columns().get(position);
        if (column.isRead()) {
          needed.add(readable.indexOf(column));
        } else {
          RelOptUtil.InputFinder.bits(computed.get(computedIndex(position))).forEach(needed::add);
        }
      }
      if (needed.isEmpty()) {
        needed.add(readable.indexOf(table.columns().get(narrowest())));
      }
      return List.copyOf(needed);
    }

    /** Of ROW columns that are not read whole, the fields that are, by position in the source. */
    private Map<Integer, Set<Integer>> fieldsRead(List<Integer> columns, List<Integer> needed) {
      FieldUses.Uses read = new FieldUses.Uses();
      for (int position : columns) {
        Column column = table.columns().get(position);
        if (column.isRead()) {
          read.add(readable.indexOf(column), uses, position);
        } else {
          read.add(computed.get(computedIndex(position)));
        }
      }
      Map<Integer, Set<Integer>> fields = new HashMap<>();
      for (int i = 0; i < needed.size(); i++) {
        int place = i;
        if (readableSchema.type(needed.get(i)).kind() == TypeKind.ROW) {
          read.fields(needed.get(i)).ifPresent(some -> fields.put(place, some));
        }
      }
      return fields;
    }

    private int computedIndex(int position) {
      return (int)
          table.columns().subList(0, position).stream().filter(column -> !column.isRead()).count();
    }

    private List<Expression> expressions(
        List<Integer> columns, List<Integer> needed, Schema sourceSchema) {
      List<Expression> inputs =
          new ArrayList<>(Collections.nCopies(readable.size(), (Expression) null));
      for (int i = 0; i < needed.size(); i++) {
        Field field = readableSchema.field(needed.get(i));
        Expression read = new ColumnReference(i, field.name(), sourceSchema.type(i));
        boolean isMetadata = readable.get(needed.get(i)) instanceof Column.Metadata;
        inputs.set(
            needed.get(i),
            isMetadata ? Expressions.cast(read, field.type(), SourcePosition.NONE) : read);
      }
      List<Expression> expressions = new ArrayList<>();
      for (int position : columns) {
        Column column = table.columns().get(position);
        expressions.add(
            column.isRead()
                ? inputs.get(readable.indexOf(column))
                : conversion.expressions().convert(computed.get(computedIndex(position)), inputs));
      }
      return expressions;
    }

    private TimeAttribute time(Column column) {
      if (table.watermark().filter(mark -> mark.column().equals(column.name())).isPresent()) {
        return TimeAttribute.ROWTIME;
      }
      boolean isProctime =
          !column.isRead()
              && computed.get(computedIndex(table.columns().indexOf(column)))
                  instanceof RexCall call
              && call.getOperator().getName().equals("PROCTIME");
      return isProctime ? TimeAttribute.PROCTIME : TimeAttribute.NONE;
    }

    private Set<List<Integer>> keys(List<Integer> columns) {
      if (table.primaryKey().isEmpty()) {
        return Set.of();
      }
      List<Integer> key = keyPositions(columns);
      return key.contains(-1) ? Set.of() : Set.of(key);
    }

    private long idleTimeoutMillis() {
      return WatermarkOptions.idleTimeoutMillis(table.writtenOptions().options())
          .orElse(conversion.settings().idleTimeoutMillis());
    }

    private SourceNode.WatermarkSpec spec(RexNode rex, List<Integer> columns, Schema schema) {
      List<Expression> inputs =
          new ArrayList<>(Collections.nCopies(table.columns().size(), (Expression) null));
      List<Expression> references = ExpressionConverter.columns(schema);
      for (int i = 0; i < columns.size(); i++) {
        inputs.set(columns.get(i), references.get(i));
      }
      int rowtime = columns.indexOf(position(table.watermark().orElseThrow().column()));
      Expression watermark = conversion.expressions().convert(rex, inputs);
      LogicalType type = schema.type(rowtime).withNullable(true);
      // In batch mode no row is late: time passes at the end of the input only.
      boolean isBatch = conversion.settings().runtimeMode() == RuntimeMode.BATCH;
      return new SourceNode.WatermarkSpec(
          rowtime,
          isBatch ? Literal.nullOf(type) : ExpressionConverter.coerce(watermark, type),
          isBatch ? 0 : idleTimeoutMillis(),
          conversion.usesWatermarks(changelog));
    }
  }
}
