package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.Span;
import io.weir.parser.statement.ColumnDefinition;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.PrimaryKey;
import io.weir.parser.statement.QueryText;
import io.weir.parser.statement.SchemaChange;
import io.weir.parser.statement.StringLiteral;
import io.weir.parser.statement.TableLike;
import io.weir.parser.statement.TypeText;
import io.weir.parser.statement.WatermarkDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns the parse tree of CREATE TABLE into its record. Used for one table. */
final class TableBuilder {
  private final Parts parts;
  private final TypeBuilder types;
  private final List<ColumnDefinition> columns = new ArrayList<>();
  private PrimaryKey primaryKey;
  private WatermarkDefinition watermark;

  TableBuilder(Parts parts) {
    this.parts = parts;
    this.types = new TypeBuilder(parts);
  }

  /**
   * CREATE TABLE.
   *
   * @param orReplace whether a table of that name goes
   */
  CreateTable build(
      StatementParser.CreateTableContext tree, boolean temporary, boolean orReplace, Span span) {
    refuse(tree.distribution());
    List<Identifier> order = order(tree);
    if (tree.tableElements() != null && order.isEmpty()) {
      tree.tableElements().tableElement().forEach(this::add);
    }
    return new CreateTable(
        parts.qualifiedName(tree.tableName().qualifiedName()),
        temporary,
        orReplace,
        tree.ifNotExists() != null,
        columns,
        Optional.ofNullable(primaryKey),
        Optional.ofNullable(watermark),
        parts.comment(tree.comment()),
        tree.partitionedBy() == null
            ? List.of()
            : parts.identifiers(tree.partitionedBy().columnNames()),
        order,
        parts.options(tree.withOptions()),
        like(tree.tableLike()),
        Optional.ofNullable(tree.query()).map(this::query),
        span);
  }

  /** The names of a list that has nothing else, which CREATE TABLE AS takes. */
  private List<Identifier> order(StatementParser.CreateTableContext tree) {
    if (tree.query() == null || tree.tableElements() == null) {
      return List.of();
    }
    List<StatementParser.TableElementContext> elements = tree.tableElements().tableElement();
    return elements.stream().allMatch(element -> element.nameAlone() != null)
        ? elements.stream().map(e -> parts.identifier(e.nameAlone().columnName())).toList()
        : List.of();
  }

  /** What ADD or MODIFY of ALTER TABLE defines. */
  SchemaChange.Define changes(List<StatementParser.TableChangeContext> changes, boolean isModify) {
    List<SchemaChange.PlacedColumn> placed = new ArrayList<>();
    for (StatementParser.TableChangeContext change : changes) {
      if (change.placedComputation() != null) {
        placed.add(placed(change.placedComputation()));
        continue;
      }
      int before = columns.size();
      add(change.tableElement());
      Optional<SchemaChange.Place> place =
          Optional.ofNullable(change.columnPlace()).map(this::place);
      if (columns.size() > before) {
        placed.add(new SchemaChange.PlacedColumn(columns.get(before), place));
      } else if (place.isPresent()) {
        throw new ParseException(
            "only a column has a place", parts.span(change.columnPlace()), "leave it out");
      }
    }
    return new SchemaChange.Define(
        isModify, placed, Optional.ofNullable(primaryKey), Optional.ofNullable(watermark));
  }

  private SchemaChange.PlacedColumn placed(StatementParser.PlacedComputationContext tree) {
    ColumnDefinition column =
        new ColumnDefinition.Computed(
            parts.identifier(tree.columnName()),
            parts.expression(tree.expression()),
            Optional.empty(),
            parts.span(tree));
    columns.add(column);
    return new SchemaChange.PlacedColumn(column, Optional.of(place(tree.columnPlace())));
  }

  private SchemaChange.Place place(StatementParser.ColumnPlaceContext tree) {
    return new SchemaChange.Place(Optional.ofNullable(tree.columnName()).map(parts::identifier));
  }

  private QueryText query(StatementParser.QueryContext tree) {
    return parts.query(tree);
  }

  private void refuse(StatementParser.DistributionContext distribution) {
    if (distribution != null) {
      throw new ParseException(
          "DISTRIBUTED BY is not supported",
          parts.span(distribution.getStart()),
          "leave it out; rows are distributed by key where a query needs it");
    }
  }

  private void add(StatementParser.TableElementContext element) {
    if (element.column() != null) {
      addColumn(element.column());
    } else if (element.nameAlone() != null) {
      throw withoutType(element);
    } else if (element.watermark() != null) {
      addWatermark(element.watermark());
    } else {
      addConstraint(element.tableConstraint());
    }
  }

  private ParseException withoutType(StatementParser.TableElementContext element) {
    ParserRuleContext list = element.getParent();
    int place = list.children.indexOf(element);
    return place + 1 < list.getChildCount() && list.getChild(place + 1) instanceof TerminalNode next
        ? new ParseException(
            "expected AS or a type, found \"" + next.getText() + "\"",
            parts.span(next.getSymbol()),
            "only CREATE TABLE … AS SELECT takes a list of nothing but names")
        : new ParseException(
            "column " + element.getText() + " has no type",
            parts.span(element),
            "write the type behind the name");
  }

  private void addColumn(StatementParser.ColumnContext tree) {
    Identifier name = parts.identifier(tree.columnName());
    Optional<String> comment = parts.comment(tree.comment());
    Span span = parts.span(tree);
    if (tree.expression() != null) {
      columns.add(
          new ColumnDefinition.Computed(name, parts.expression(tree.expression()), comment, span));
      return;
    }
    TypeText type = types.build(tree.dataType());
    for (StatementParser.ColumnConstraintContext constraint : tree.columnConstraint()) {
      refuseUnique(constraint.UNIQUE() == null ? null : constraint.UNIQUE().getSymbol());
      requireNotEnforced(constraint.enforcement(), constraint.PRIMARY().getSymbol());
      setPrimaryKey(
          new PrimaryKey(
              constraintName(constraint.constraintHead()), List.of(name), parts.span(constraint)));
    }
    columns.add(
        tree.metadata() == null
            ? new ColumnDefinition.Physical(name, type, comment, span)
            : metadata(tree.metadata(), name, type, comment, span));
  }

  private ColumnDefinition metadata(
      StatementParser.MetadataContext tree,
      Identifier name,
      TypeText type,
      Optional<String> comment,
      Span span) {
    Optional<StringLiteral> key = Optional.ofNullable(tree.stringLiteral()).map(parts::string);
    return new ColumnDefinition.Metadata(name, type, key, tree.VIRTUAL() != null, comment, span);
  }

  private void addWatermark(StatementParser.WatermarkContext tree) {
    if (watermark != null) {
      throw new ParseException(
          "a table has one watermark only",
          parts.span(tree),
          "the other one is at " + watermark.span());
    }
    watermark =
        new WatermarkDefinition(
            parts.qualifiedName(tree.columnPath().qualifiedName()),
            parts.expression(tree.expression()),
            parts.span(tree));
  }

  private void addConstraint(StatementParser.TableConstraintContext tree) {
    refuseUnique(tree.UNIQUE() == null ? null : tree.UNIQUE().getSymbol());
    requireNotEnforced(tree.enforcement(), tree.PRIMARY().getSymbol());
    setPrimaryKey(
        new PrimaryKey(
            constraintName(tree.constraintHead()),
            parts.identifiers(tree.columnNames()),
            parts.span(tree)));
  }

  private Optional<Identifier> constraintName(StatementParser.ConstraintHeadContext head) {
    return Optional.ofNullable(head).map(tree -> parts.identifier(tree.constraintName()));
  }

  private void setPrimaryKey(PrimaryKey key) {
    if (primaryKey != null) {
      throw new ParseException(
          "a table has one primary key only",
          key.span(),
          "the other one is at "
              + primaryKey.span()
              + "; a key of several columns is written PRIMARY KEY (a, b) NOT ENFORCED");
    }
    primaryKey = key;
  }

  private void refuseUnique(Token unique) {
    if (unique != null) {
      throw new ParseException(
          "UNIQUE is not supported",
          parts.span(unique),
          "only PRIMARY KEY … NOT ENFORCED tells which columns identify a row");
    }
  }

  private void requireNotEnforced(StatementParser.EnforcementContext enforcement, Token primary) {
    if (enforcement == null || enforcement.NOT() == null) {
      Span span = enforcement == null ? parts.span(primary) : parts.span(enforcement);
      throw new ParseException(
          "a primary key cannot be enforced",
          span,
          "write PRIMARY KEY … NOT ENFORCED: the data outside is taken to have unique keys, nothing"
              + " checks it");
    }
  }

  private Optional<TableLike> like(StatementParser.TableLikeContext tree) {
    if (tree == null) {
      return Optional.empty();
    }
    List<TableLike.Rule> rules = new ArrayList<>();
    tree.likeRule().forEach(rule -> rules.add(likeRule(rule)));
    return Optional.of(
        new TableLike(
            parts.qualifiedName(tree.tableName().qualifiedName()), rules, parts.span(tree)));
  }

  private TableLike.Rule likeRule(StatementParser.LikeRuleContext tree) {
    TableLike.Merge merge =
        TableLike.Merge.valueOf(tree.getStart().getText().toUpperCase(Locale.ROOT));
    TableLike.Feature feature =
        TableLike.Feature.valueOf(tree.likeFeature().getText().toUpperCase(Locale.ROOT));
    boolean overwritable =
        feature == TableLike.Feature.GENERATED
            || feature == TableLike.Feature.METADATA
            || feature == TableLike.Feature.OPTIONS
            || feature == TableLike.Feature.WATERMARKS;
    if (merge == TableLike.Merge.OVERWRITING && !overwritable) {
      throw new ParseException(
          "OVERWRITING does not apply to " + feature,
          parts.span(tree.likeFeature()),
          "it applies to GENERATED, METADATA, OPTIONS and WATERMARKS");
    }
    return new TableLike.Rule(merge, feature, parts.span(tree));
  }
}
