package io.weir.runtime.expression;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Objects;

/**
 * The watermark of a row's own split before that row ({@link Batch#rowWatermarks()}), NULL where
 * there is none yet. Only over rows that come from a source which always carries it.
 *
 * @param type TIMESTAMP or TIMESTAMP_LTZ, nullable
 */
public record RowWatermark(LogicalType type) implements Expression {
  public RowWatermark {
    Objects.requireNonNull(type, "type");
  }

  @Override
  public List<Expression> operands() {
    return List.of();
  }

  /** It depends on the row's place in the stream, not only on its columns. */
  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitRowWatermark(this);
  }

  @Override
  public String toString() {
    return "CURRENT_WATERMARK()";
  }
}
