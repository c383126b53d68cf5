package io.weir.runtime.state;

import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Turns keys that a {@link KeyEncoder} made back into values. Used by one thread. */
public final class KeyDecoder {
  private final KeyColumnReader[] readers;
  private final long[] one = new long[1];

  /**
   * @param key the key columns, in key order
   */
  public KeyDecoder(Schema key) {
    readers =
        key.fields().stream()
            .map(field -> KeyColumnReader.of(field.type()))
            .toArray(KeyColumnReader[]::new);
  }

  /**
   * Writes the values of one key at {@code row} of {@code targets}, which grow as needed. Rows must
   * come in ascending order; the value counts are the caller's to set.
   *
   * @param targets one vector for each key column
   */
  public void decode(long keyAddress, List<? extends FieldVector> targets, int row) {
    one[0] = keyAddress;
    decode(one, 1, targets, row);
  }

  /**
   * Writes the values of {@code count} keys from {@code firstRow} on, a column at a time. The
   * addresses are moved past the keys.
   */
  public void decode(
      long[] keyAddresses, int count, List<? extends FieldVector> targets, int firstRow) {
    for (int k = 0; k < readers.length; k++) {
      KeyColumnReader reader = readers[k];
      reader.bind(targets.get(k), firstRow + count);
      for (int i = 0; i < count; i++) {
        keyAddresses[i] = reader.read(keyAddresses[i], firstRow + i);
      }
    }
  }
}
