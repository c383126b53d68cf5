package io.weir.runtime.operator.script;

import io.weir.runtime.connector.LookupAnswer;
import io.weir.runtime.connector.LookupReader;
import io.weir.runtime.connector.LookupSettings;
import io.weir.runtime.connector.LookupSettings.Cache;
import io.weir.runtime.connector.LookupSource;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.values.ValuesSource;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Notation;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.lookup.LookupJoinNode;
import io.weir.runtime.operator.lookup.LookupTable;
import io.weir.runtime.operator.timejoin.JoinKeys;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.request.Requests.Request;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Values;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Makes lookup joins from a script's header: {@code table: d STRING, rate INT}, {@code table-rows:
 * EUR | 100; USD | NULL}, {@code table-where:} a condition over the table, {@code lookup:} {@code
 * whole}, {@code none}, {@code full} or {@code partial} with a number of keys, {@code
 * keys-at-once:} how many keys a request may have, {@code table-rows-later:} what the table holds
 * for rows that come from {@code later-from:} on, by their last column.
 */
final class ScriptLookups {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final Map<String, String> header;
  private final PlanNode left;
  private final Schema schema;

  ScriptLookups(Map<String, String> header, PlanNode left) {
    this.header = header;
    this.left = left;
    this.schema = ScriptTypes.schema(header.get("table"));
  }

  List<OperatorNode> parse() {
    String[] lookup = header.getOrDefault("lookup", "whole").split(" ");
    ValuesSource values = new ValuesSource(schema, rows("table-rows"));
    Source source = values;
    if (!lookup[0].equals("whole")) {
      long most = lookup.length > 1 ? Long.parseLong(lookup[1]) : Long.MAX_VALUE;
      Cache cache = Cache.valueOf(lookup[0].toUpperCase(Locale.ROOT));
      LookupSettings settings = new LookupSettings(cache, most, 0, 0, true, 0, 0);
      int atOnce = Integer.parseInt(header.getOrDefault("keys-at-once", "2"));
      boolean changes = header.containsKey("later-from");
      source =
          new AskedValues(
              values,
              changes ? rows("table-rows-later") : values.rows(),
              changes ? ScriptValues.micros(header.get("later-from")) : Long.MAX_VALUE,
              settings,
              atOnce);
    }
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(ColumnReference.of(schema, i));
    }
    StreamProperties properties = StreamProperties.insertOnly(schema);
    PlanNode plan = new SourceNode("t", source, columns, Optional.empty(), properties);
    if (header.containsKey("table-where")) {
      Expression where = Notation.parse(header.get("table-where"), schema);
      plan = new CalcNode(plan, Optional.of(where), columns, properties, UTC);
    }
    JoinKeys keys = keys();
    LookupTable table = LookupTable.of(plan, keys.right(), keys.nullSafe()).orElseThrow();
    JoinKind kind = JoinKind.valueOf(header.getOrDefault("join", "inner").toUpperCase(Locale.ROOT));
    Schema pairs = LookupJoinNode.pairs(left, table, kind);
    Optional<Expression> where =
        Optional.ofNullable(header.get("where")).map(text -> Notation.parse(text, pairs));
    long ttl = Long.parseLong(header.getOrDefault("ttl", "0"));
    return List.of(LookupJoinNode.of(left, table, kind, keys, where, ttl, UTC));
  }

  private List<List<Object>> rows(String name) {
    List<List<Object>> rows = new ArrayList<>();
    for (String row : header.getOrDefault(name, "").split(";")) {
      if (row.isBlank()) {
        continue;
      }
      String[] texts = row.split("\\|");
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < texts.length; i++) {
        values.add(value(texts[i].strip(), schema.type(i)));
      }
      rows.add(values);
    }
    return rows;
  }

  private static Object value(String text, LogicalType type) {
    if (text.equals("NULL")) {
      return null;
    }
    return switch (type.kind()) {
      case INT -> Integer.valueOf(text);
      case BIGINT -> Long.valueOf(text);
      default -> text;
    };
  }

  private JoinKeys keys() {
    List<Integer> leftKeys = new ArrayList<>();
    List<Integer> rightKeys = new ArrayList<>();
    List<Boolean> nullSafe = new ArrayList<>();
    for (String pair : ScriptTypes.split(header.getOrDefault("on", ""))) {
      String[] names = pair.split(" ");
      leftKeys.add(ScriptTypes.column(left.properties().schema(), names[0]));
      rightKeys.add(ScriptTypes.column(schema, names[2]));
      nullSafe.add(names[1].equals("=="));
    }
    return new JoinKeys(leftKeys, rightKeys, nullSafe);
  }

  /** A table that can be asked, whose answers also have a row that nobody asked for. */
  private record AskedValues(
      ValuesSource values,
      List<List<Object>> laterRows,
      long laterFromMicros,
      LookupSettings settings,
      int mostKeys)
      implements Source {
    List<List<Object>> rowsFor(Batch rows, int row) {
      FieldVector last = rows.vector(rows.vectors().size() - 1);
      return laterFromMicros != Long.MAX_VALUE && Column.of(last).getLong(row) >= laterFromMicros
          ? laterRows
          : values.rows();
    }

    @Override
    public Schema schema() {
      return values.schema();
    }

    @Override
    public String describe() {
      return "asked values";
    }

    @Override
    public boolean isBounded() {
      return true;
    }

    @Override
    public boolean isRewindable() {
      return true;
    }

    @Override
    public List<Split> discover() {
      return values.discover();
    }

    @Override
    public void verify(List<Split> splits) {
      values.verify(splits);
    }

    @Override
    public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator)
        throws IOException {
      return values.open(split, position, allocator);
    }

    @Override
    public Optional<LookupSource> lookup(List<Integer> keys) {
      return Optional.of(new AskedSource(this, keys));
    }
  }

  private record AskedSource(AskedValues table, List<Integer> keys)
      implements LookupSource, LookupReader {
    @Override
    public String describe() {
      return table.describe();
    }

    @Override
    public LookupSettings settings() {
      return table.settings();
    }

    @Override
    public void prepare() {}

    @Override
    public LookupReader open() {
      return this;
    }

    @Override
    public int mostKeys() {
      return table.mostKeys();
    }

    @Override
    public Request<LookupAnswer> request(
        Batch rows, List<Integer> columns, int[] positions, int from, int to) {
      Set<List<Object>> asked = new HashSet<>();
      List<List<Object>> held = table.rowsFor(rows, positions[from]);
      for (int i = from; i < to; i++) {
        if (rows.rowKinds() != null && !RowKind.isAdding(rows.rowKinds()[positions[i]])) {
          throw new AssertionError("asked for a row that leaves");
        }
        List<Object> key = new ArrayList<>();
        for (int column : columns) {
          key.add(Values.read(rows.schema().type(column), rows.vector(column), positions[i]));
        }
        if (!asked.add(key)) {
          throw new AssertionError("asked twice for " + key);
        }
      }
      List<List<Object>> found = new ArrayList<>(held.subList(0, 1));
      for (List<Object> row : held) {
        List<Object> key = new ArrayList<>();
        keys.forEach(column -> key.add(row.get(column)));
        boolean isThereAlready = row == held.get(0);
        if (asked.contains(key) && !isThereAlready) {
          found.add(row);
        }
      }
      return () -> new Answer(table.schema(), found);
    }

    @Override
    public void close() {}
  }

  private static final class Answer implements LookupAnswer {
    private final Schema schema;
    private final List<List<Object>> rows;
    private boolean isRead;

    Answer(Schema schema, List<List<Object>> rows) {
      this.schema = schema;
      this.rows = rows;
    }

    @Override
    public Batch next(BufferAllocator allocator) {
      if (isRead) {
        return null;
      }
      isRead = true;
      List<FieldVector> vectors = new ArrayList<>();
      for (int column = 0; column < schema.size(); column++) {
        List<Object> values = new ArrayList<>();
        for (List<Object> row : rows) {
          values.add(row.get(column));
        }
        vectors.add(Values.vector(schema.type(column), values, allocator));
      }
      return Batch.ofInserts(schema, vectors, rows.size());
    }

    @Override
    public void close() {}
  }
}
