package io.weir.runtime.operator.group;

import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Puts the changes of groups together as batches: their keys, and an old or a new result. */
final class ChangeEmitter {
  private final Schema schema;
  private final ChangelogKind changelog;
  private final BufferAllocator allocator;
  private final int[] keyRows = new int[Batch.MAX_ROWS];
  private final int[] resultRows = new int[Batch.MAX_ROWS];
  private final byte[] kinds = new byte[Batch.MAX_ROWS];
  private List<FieldVector> keys;
  private List<FieldVector> results;
  private Output out;
  private int count;

  /**
   * @param schema of the changes: keys, then results
   * @param changelog which changes are sent
   */
  ChangeEmitter(Schema schema, ChangelogKind changelog, BufferAllocator allocator) {
    this.schema = schema;
    this.changelog = changelog;
    this.allocator = allocator;
  }

  /** Begins: changes name rows of {@code keys} and of {@code results}. */
  void begin(List<FieldVector> keys, List<FieldVector> results, Output out) {
    this.keys = keys;
    this.results = results;
    this.out = out;
  }

  /** A group has appeared. */
  void inserted(int keyRow, int newResult) {
    reserve(1);
    add(RowKind.INSERT, keyRow, newResult);
  }

  /** A group has gone. */
  void deleted(int keyRow, int oldResult) {
    reserve(1);
    add(RowKind.DELETE, keyRow, oldResult);
  }

  /** A group has another result. */
  void updated(int keyRow, int oldResult, int newResult) {
    reserve(2);
    if (changelog == ChangelogKind.RETRACT) {
      add(RowKind.UPDATE_BEFORE, keyRow, oldResult);
    }
    add(RowKind.UPDATE_AFTER, keyRow, newResult);
  }

  /** Sends what is left. */
  void end() {
    flush();
    keys = null;
    results = null;
    out = null;
  }

  private void reserve(int rows) {
    if (count + rows > Batch.MAX_ROWS) {
      flush();
    }
  }

  private void add(byte kind, int keyRow, int resultRow) {
    keyRows[count] = keyRow;
    resultRows[count] = resultRow;
    kinds[count++] = kind;
  }

  private void flush() {
    if (count == 0) {
      return;
    }
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    for (FieldVector key : keys) {
      vectors.add(Gather.copy(schema.type(vectors.size()), key, keyRows, count, allocator));
    }
    for (FieldVector result : results) {
      vectors.add(Gather.copy(schema.type(vectors.size()), result, resultRows, count, allocator));
    }
    byte[] rowKinds = changelog == ChangelogKind.INSERT_ONLY ? null : Arrays.copyOf(kinds, count);
    Batch batch = new Batch(schema, vectors, count, Selection.all(count), rowKinds, null);
    count = 0;
    out.emit(batch);
  }
}
