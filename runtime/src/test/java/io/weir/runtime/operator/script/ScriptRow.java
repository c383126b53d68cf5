package io.weir.runtime.operator.script;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * A row of a script: {@code +U 1 | NULL | 00:00:05 @ 00:00:03}, with its kind (default +I), its
 * values, and the watermark of its split before it (default none).
 */
record ScriptRow(byte kind, List<String> values, long watermarkMillis) {
  static ScriptRow parse(String line) {
    byte kind = RowKind.INSERT;
    String rest = line;
    for (byte candidate = RowKind.INSERT; candidate <= RowKind.DELETE; candidate++) {
      if (line.startsWith(RowKind.symbol(candidate) + " ")) {
        kind = candidate;
        rest = line.substring(3);
      }
    }
    long watermark = Watermark.NONE;
    int at = rest.lastIndexOf(" @ ");
    if (at >= 0) {
      watermark = Math.floorDiv(ScriptValues.micros(rest.substring(at + 3).strip()), 1000);
      rest = rest.substring(0, at);
    }
    return new ScriptRow(
        kind, Arrays.stream(rest.split("\\|", -1)).map(String::strip).toList(), watermark);
  }

  /** The values of a row of a batch. */
  static ScriptRow read(Batch batch, int row) {
    List<String> values = new ArrayList<>();
    for (int c = 0; c < batch.schema().size(); c++) {
      values.add(ScriptValues.read(batch.vector(c), batch.schema().type(c), row));
    }
    byte kind = batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[row];
    return new ScriptRow(kind, values, Watermark.NONE);
  }

  /** A batch of rows, with garbage in slots that are not selected before, between and behind. */
  static Batch batch(Schema schema, List<ScriptRow> rows, BufferAllocator allocator) {
    int physical = 2 * rows.size() + 1;
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    byte[] kinds = new byte[physical];
    long[] watermarks = new long[physical];
    int[] selected = new int[rows.size()];
    boolean hasKinds = false;
    boolean hasWatermarks = false;
    for (int i = 0; i < rows.size(); i++) {
      ScriptRow row = rows.get(i);
      if (row.values.size() != schema.size()) {
        throw new IllegalArgumentException(row + " is no row of " + schema);
      }
      int slot = 2 * i + 1;
      selected[i] = slot;
      kinds[slot] = row.kind;
      watermarks[slot] = row.watermarkMillis;
      hasKinds |= row.kind != RowKind.INSERT;
      hasWatermarks |= row.watermarkMillis != Watermark.NONE;
    }
    for (int c = 0; c < schema.size(); c++) {
      for (int slot = 0; slot < physical; slot++) {
        ScriptRow row = rows.get(Math.min(slot / 2, rows.size() - 1));
        ScriptValues.write(vectors.get(c), schema.type(c), slot, row.values.get(c));
      }
      vectors.get(c).setValueCount(physical);
    }
    return new Batch(
        schema,
        vectors,
        physical,
        Selection.of(selected, rows.size()),
        hasKinds ? kinds : null,
        hasWatermarks ? watermarks : null);
  }

  /** The row as a script has it. */
  String print(boolean withKind) {
    String text = String.join(" | ", values);
    return withKind ? RowKind.symbol(kind) + " " + text : text;
  }
}
