package io.weir.runtime.operator.badrecord;

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
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * The rows of a source that keeps records that cannot be read, without those records.
 *
 * @param input the source
 * @param properties those of the table's rows
 */
public record ReadableRowsNode(SourceNode input, StreamProperties properties)
    implements OperatorNode {
  @Override
  public String name() {
    return "ReadableRows";
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
    return List.of(new Attribute("bad records to", input.badRecords().orElseThrow()));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new Operator() {
      @Override
      public boolean process(int number, Batch batch, Output out) {
        emit(batch, out);
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private void emit(Batch batch, Output out) {
    if (SourceBatches.areBad(batch)) {
      batch.close();
      return;
    }
    int columns = SourceBatches.tableColumns(batch);
    List<FieldVector> vectors = batch.vectors();
    vectors.subList(columns, vectors.size()).forEach(FieldVector::close);
    out.emit(batch.withColumns(properties.schema(), new ArrayList<>(vectors.subList(0, columns))));
  }
}
