package io.weir.planner.statement;

import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.ColumnDefinition;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.ExpressionText;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.PrimaryKey;
import io.weir.parser.statement.WatermarkDefinition;
import io.weir.planner.PlanException;
import io.weir.planner.body.TypeNames;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.Column;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/** Resolves CREATE TABLE: types, computed columns, watermark, keys, and what LIKE brings. */
final class TableDefinitions {
  private static final int MOST_ROWTIME_DIGITS = 3;

  private final Session session;
  private final CreateTable statement;

  TableDefinitions(Session session, CreateTable statement) {
    this.session = session;
    this.statement = statement;
  }

  /**
   * The declared table.
   *
   * @param queryColumns those that CREATE TABLE AS takes from its query; empty otherwise
   */
  CatalogTable resolve(ObjectPath path, List<Column> queryColumns) {
    Optional<LikeSource> like =
        statement
            .like()
            .map(clause -> new LikeSource(clause, session.catalog().getTable(clause.source())));
    List<Column> columns = new ArrayList<>();
    like.ifPresent(source -> columns.addAll(source.columns()));
    List<ColumnDefinition.Computed> computed = new ArrayList<>();
    addColumns(columns, computed);
    addQueryColumns(columns, queryColumns);
    resolveComputed(columns, computed);
    checkNames(columns);
    List<String> key = key(columns, like);
    List<Column> keyed = columns.stream().map(column -> withKey(column, key)).toList();
    Optional<CatalogTable.Watermark> watermark = watermark(keyed, like);
    Map<String, String> options = new LinkedHashMap<>();
    like.ifPresent(source -> options.putAll(source.options()));
    options.putAll(statement.options().toMap());
    return new CatalogTable(
        path,
        statement.temporary(),
        keyed,
        watermark,
        key,
        partitionKeys(keyed, like),
        options,
        statement.comment());
  }

  /**
   * A table whose columns have changed: its computed columns get the types they have now.
   *
   * @throws PlanException if one of its expressions is not valid any more
   */
  CatalogTable retyped(CatalogTable table) {
    List<Column> columns = new ArrayList<>(table.columns());
    List<Column.Computed> computed = new ArrayList<>();
    for (Column column : columns) {
      if (column instanceof Column.Computed one) {
        computed.add(one);
      }
    }
    List<ExpressionText> texts = computed.stream().map(Column.Computed::expression).toList();
    if (!computed.isEmpty()) {
      List<RexNode> resolved = translate(texts, readSchema(columns));
      for (int i = 0; i < computed.size(); i++) {
        Column.Computed old = computed.get(i);
        LogicalType type = WeirTypeFactory.toLogicalType(resolved.get(i).getType());
        Column retyped = new Column.Computed(old.name(), type, old.expression(), old.comment());
        columns.replaceAll(column -> column == old ? retyped : column);
      }
    }
    if (table.watermark().isPresent()) {
      Schema all = new Schema(columns.stream().map(c -> new Field(c.name(), c.type())).toList());
      translate(List.of(table.watermark().get().expression()), all);
    }
    return new CatalogTable(
        table.path(),
        table.isTemporary(),
        columns,
        table.watermark(),
        table.primaryKey(),
        table.partitionKeys(),
        table.options(),
        table.comment());
  }

  private static Schema readSchema(List<Column> columns) {
    return new Schema(
        columns.stream()
            .filter(Column::isRead)
            .map(column -> new Field(column.name(), column.type()))
            .toList());
  }

  /** Columns of the query come behind those that are declared, unless they are among them. */
  private void addQueryColumns(List<Column> columns, List<Column> queryColumns) {
    for (Column fromQuery : queryColumns) {
      Optional<Column> declared =
          columns.stream().filter(column -> column.name().equals(fromQuery.name())).findFirst();
      if (declared.isEmpty()) {
        columns.add(fromQuery);
      } else if (!(declared.get() instanceof Column.Physical)) {
        throw new PlanException(
            "the query has a column \"" + fromQuery.name() + "\" too",
            span(fromQuery.name()),
            "give one of them another name; only columns with a type alone take the query's");
      }
    }
  }

  private Span span(String column) {
    return statement.columns().stream()
        .filter(definition -> definition.name().name().equals(column))
        .findFirst()
        .orElseThrow()
        .name()
        .span();
  }

  private void addColumns(List<Column> columns, List<ColumnDefinition.Computed> computed) {
    Set<String> inherited = new HashSet<>(columns.stream().map(Column::name).toList());
    for (ColumnDefinition definition : statement.columns()) {
      String name = definition.name().name();
      boolean isNew = columns.stream().noneMatch(column -> column.name().equals(name));
      if (!isNew && !inherited.contains(name)) {
        throw new PlanException(
            "column \"" + name + "\" is declared twice", definition.name().span(), (String) null);
      }
      columns.removeIf(column -> column.name().equals(name));
      columns.add(definition.accept(new Resolution(computed)));
    }
  }

  /** Computed columns get their types when all others have theirs. */
  private void resolveComputed(List<Column> columns, List<ColumnDefinition.Computed> definitions) {
    if (definitions.isEmpty()) {
      return;
    }
    Schema schema = readSchema(columns);
    List<ExpressionText> texts =
        definitions.stream().map(ColumnDefinition.Computed::expression).toList();
    List<RexNode> resolved = translate(texts, schema);
    for (int i = 0; i < definitions.size(); i++) {
      ColumnDefinition.Computed definition = definitions.get(i);
      LogicalType type = WeirTypeFactory.toLogicalType(resolved.get(i).getType());
      Column column =
          new Column.Computed(
              definition.name().name(), type, definition.expression(), definition.comment());
      columns.replaceAll(old -> old.name().equals(column.name()) ? column : old);
    }
  }

  private List<RexNode> translate(List<ExpressionText> texts, Schema schema) {
    QueryPlanner planner =
        new QueryPlanner(session, texts.get(0).source(), statement.span(), Optional.empty());
    return planner.guarded(
        p -> p.translator().translate(texts, statement.name().last().name(), schema, ""));
  }

  private void checkNames(List<Column> columns) {
    if (columns.stream().noneMatch(Column::isRead) && statement.query().isEmpty()) {
      throw new PlanException(
          "a table needs at least one column that is not computed",
          statement.name().span(),
          (String) null);
    }
  }

  private List<String> key(List<Column> columns, Optional<LikeSource> like) {
    if (statement.primaryKey().isEmpty()) {
      return like.map(LikeSource::primaryKey).orElse(List.of());
    }
    PrimaryKey key = statement.primaryKey().get();
    List<String> names = new ArrayList<>();
    for (Identifier name : key.columns()) {
      Column column = find(name, columns);
      if (!(column instanceof Column.Physical)) {
        throw new PlanException(
            "column \"" + name.name() + "\" cannot be part of a key: it is not stored in the row",
            name.span(),
            (String) null);
      }
      if (names.contains(name.name())) {
        throw new PlanException(
            "column \"" + name.name() + "\" is twice in the key", name.span(), (String) null);
      }
      names.add(name.name());
    }
    return names;
  }

  /** Columns of a primary key are NOT NULL without saying so. */
  private static Column withKey(Column column, List<String> key) {
    return column instanceof Column.Physical physical && key.contains(column.name())
        ? new Column.Physical(
            physical.name(), physical.type().withNullable(false), physical.comment())
        : column;
  }

  private List<String> partitionKeys(List<Column> columns, Optional<LikeSource> like) {
    if (statement.partitionKeys().isEmpty()) {
      return like.map(LikeSource::partitionKeys).orElse(List.of());
    }
    for (Identifier name : statement.partitionKeys()) {
      if (!(find(name, columns) instanceof Column.Physical)) {
        throw new PlanException(
            "column \"" + name.name() + "\" cannot partition the table: it is not stored",
            name.span(),
            (String) null);
      }
    }
    return statement.partitionKeys().stream().map(Identifier::name).toList();
  }

  private Column find(Identifier name, List<Column> columns) {
    return columns.stream()
        .filter(column -> column.name().equals(name.name()))
        .findFirst()
        .orElseThrow(() -> unknown(name.name(), name.span(), columns));
  }

  private PlanException unknown(String name, Span span, List<Column> columns) {
    return new PlanException(
        "column \""
            + name
            + "\" does not exist in table \""
            + statement.name().last().name()
            + "\"",
        span,
        Suggestions.hint(name, columns.stream().map(Column::name).toList()));
  }

  private Optional<CatalogTable.Watermark> watermark(
      List<Column> columns, Optional<LikeSource> like) {
    if (statement.watermark().isEmpty()) {
      return like.flatMap(LikeSource::watermark);
    }
    WatermarkDefinition definition = statement.watermark().get();
    if (definition.column().parts().size() > 1) {
      throw new PlanException(
          "the rowtime is a column, not a field of one",
          definition.column().span(),
          "declare a computed column: ts AS " + definition.column());
    }
    Column column = find(definition.column().last(), columns);
    checkRowtime(column, definition);
    Schema schema = new Schema(columns.stream().map(c -> new Field(c.name(), c.type())).toList());
    RexNode expression = translate(List.of(definition.expression()), schema).get(0);
    LogicalType type = WeirTypeFactory.toLogicalType(expression.getType());
    if (type.kind() != column.type().kind()) {
      throw new PlanException(
          "the watermark of \""
              + column.name()
              + "\" must be "
              + column.type().withNullable(true)
              + ", not "
              + type.withNullable(true),
          definition.expression().span(),
          "write for instance " + column.name() + " - INTERVAL '5' SECOND");
    }
    return Optional.of(new CatalogTable.Watermark(column.name(), definition.expression()));
  }

  private static void checkRowtime(Column column, WatermarkDefinition definition) {
    LogicalType type = column.type();
    String name = column.name();
    if (!type.kind().isTimestamp()) {
      throw new PlanException(
          "a rowtime is a TIMESTAMP or TIMESTAMP_LTZ, and \""
              + name
              + "\" is "
              + type.withNullable(true),
          definition.column().span(),
          type.kind().isCharacter()
              ? "declare a computed column: ts AS TO_TIMESTAMP(" + name + ")"
              : type.kind().isInteger()
                  ? "declare a computed column: ts AS TO_TIMESTAMP_LTZ(" + name + ", 3)"
                  : null);
    }
    if (type.precision() > MOST_ROWTIME_DIGITS) {
      String kind = type.kind().toString();
      throw new PlanException(
          "a rowtime has at most 3 digits of a second, and \""
              + name
              + "\" is "
              + type.withNullable(true),
          definition.column().span(),
          "declare it as "
              + kind
              + "(3), or a computed column: ts AS CAST("
              + name
              + " AS "
              + kind
              + "(3))");
    }
  }

  /** One definition; computed ones wait for the types of the others. */
  private static final class Resolution implements ColumnDefinition.Visitor<Column> {
    private final List<ColumnDefinition.Computed> computed;

    Resolution(List<ColumnDefinition.Computed> computed) {
      this.computed = computed;
    }

    @Override
    public Column visitPhysical(ColumnDefinition.Physical column) {
      return new Column.Physical(
          column.name().name(), TypeNames.resolve(column.type()), column.comment());
    }

    @Override
    public Column visitMetadata(ColumnDefinition.Metadata column) {
      String name = column.name().name();
      return new Column.Metadata(
          name,
          TypeNames.resolve(column.type()),
          column.key().map(key -> key.value()).orElse(name),
          column.virtual(),
          column.comment());
    }

    @Override
    public Column visitComputed(ColumnDefinition.Computed column) {
      computed.add(column);
      return new Column.Computed(
          column.name().name(), LogicalType.string(), column.expression(), column.comment());
    }
  }
}
