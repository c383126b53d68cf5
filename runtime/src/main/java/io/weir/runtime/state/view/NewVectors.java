package io.weir.runtime.state.view;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Makes vectors that are about to be filled. */
final class NewVectors {
  private NewVectors() {}

  static FieldVector of(String name, LogicalType type, int rows, BufferAllocator allocator) {
    FieldVector vector = Vectors.create(name, type, allocator);
    vector.setInitialCapacity(Math.max(1, rows));
    vector.allocateNew();
    return vector;
  }

  static List<FieldVector> of(Schema schema, int rows, BufferAllocator allocator) {
    List<FieldVector> vectors = new ArrayList<>();
    for (Field field : schema.fields()) {
      vectors.add(of(field.name(), field.type(), rows, allocator));
    }
    return vectors;
  }
}
