package io.weir.runtime.operator.badrecord;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * The records that a source could not read, as rows of the table that gets them.
 *
 * @param input the source
 * @param properties of the rows; each column is one of {@link #COLUMNS}
 */
public record BadRecordsNode(SourceNode input, StreamProperties properties)
    implements OperatorNode {
  /** What a table may hold of a record, and as which types. */
  public static final Map<String, List<LogicalType>> COLUMNS = columns();

  private static Map<String, List<LogicalType>> columns() {
    Map<String, List<LogicalType>> columns = new TreeMap<>();
    columns.put("record", List.of(LogicalType.string(), LogicalType.bytes()));
    columns.put("table_name", List.of(LogicalType.string()));
    columns.put("origin", List.of(LogicalType.string()));
    columns.put("line_or_offset", List.of(LogicalType.bigint()));
    columns.put("reason", List.of(LogicalType.string()));
    return columns;
  }

  @Override
  public String name() {
    return "BadRecords";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.ANY;
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute("columns", properties.schema().names().toString()));
  }

  @Override
  public Operator create(OperatorContext context) {
    BufferAllocator allocator = context.allocator();
    return new Operator() {
      @Override
      public boolean process(int number, Batch batch, Output out) {
        try (batch) {
          if (SourceBatches.areBad(batch)) {
            out.emit(rows(batch, allocator));
          }
        }
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private Batch rows(Batch records, BufferAllocator allocator) {
    Schema schema = properties.schema();
    int first = SourceBatches.tableColumns(records);
    List<FieldVector> vectors = new ArrayList<>();
    for (int column = 0; column < schema.size(); column++) {
      FieldVector vector = Vectors.create(schema.name(column), schema.type(column), allocator);
      vectors.add(vector);
      int from = BadRecords.SCHEMA.indexOf(schema.name(column)).orElse(-1);
      FieldVector known = from < 0 ? null : records.vector(first + from);
      for (int i = 0; i < records.size(); i++) {
        set(vector, schema.type(column), i, known, records.selection().row(i));
      }
      vector.setValueCount(records.size());
    }
    return Batch.ofInserts(schema, vectors, records.size());
  }

  /** {@code known} is null for the table, which is the same for all. */
  private void set(FieldVector vector, LogicalType type, int row, FieldVector known, int from) {
    if (known == null) {
      ((VarCharVector) vector).setSafe(row, input.table().getBytes(StandardCharsets.UTF_8));
    } else if (known instanceof BigIntVector numbers) {
      ((BigIntVector) vector).setSafe(row, numbers.get(from));
    } else if (known instanceof VarBinaryVector raw) {
      byte[] bytes = raw.get(from);
      if (type.kind() == TypeKind.VARCHAR) {
        // What is no UTF-8 is replaced: the record may be bad for just that.
        String text = new String(bytes, StandardCharsets.UTF_8);
        ((VarCharVector) vector).setSafe(row, text.getBytes(StandardCharsets.UTF_8));
      } else {
        ((VarBinaryVector) vector).setSafe(row, bytes);
      }
    } else {
      ((VarCharVector) vector).setSafe(row, ((VarCharVector) known).get(from));
    }
  }
}
