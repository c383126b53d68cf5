package io.weir.runtime.connector.generator;

import io.weir.runtime.connector.format.text.ListBuilder;
import io.weir.runtime.connector.format.text.RowBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.ValueBuilder;
import java.util.List;

/** Makes the values of a column, of elements, or of a field. */
public interface ValueGenerator {
  /**
   * Writes one value.
   *
   * @param row the row that it belongs to
   * @param key what tells this value from others of the same generator, to draw by
   * @param slot where in {@code target}
   */
  void write(GeneratedRow row, long key, int slot, ValueBuilder target);

  /** NULL at a rate from 0 to 1, else what {@code values} makes. */
  static ValueGenerator nullAtRate(double rate, int purpose, ValueGenerator values) {
    if (rate == 0) {
      return values;
    }
    return (row, key, slot, target) -> {
      if ((row.draw().bits(key, purpose) >>> 11) * 0x1p-53 < rate) {
        target.setNull(slot);
      } else {
        values.write(row, key, slot, target);
      }
    };
  }

  /** An array of a length. */
  static ValueGenerator array(int length, int purpose, ValueGenerator elements) {
    return (row, key, slot, target) -> {
      ListBuilder list = (ListBuilder) target;
      list.start(slot);
      for (int i = 0; i < length; i++) {
        elements.write(row, row.draw().bits(key, purpose) + i, list.add(), list.element());
      }
    };
  }

  /** A map or multiset of at most a length: keys that come again are left out. */
  static ValueGenerator map(int length, int purpose, ValueGenerator keys, ValueGenerator values) {
    return (row, key, slot, target) -> {
      ListBuilder list = (ListBuilder) target;
      RowBuilder entries = (RowBuilder) list.element();
      ScalarBuilder keyColumn = (ScalarBuilder) entries.field(0);
      list.start(slot);
      int first = -1;
      for (int i = 0; i < length; i++) {
        int entry = list.add();
        first = first < 0 ? entry : first;
        long element = row.draw().bits(key, purpose) + i;
        keys.write(row, element, entry, keyColumn);
        boolean isNew = true;
        for (int other = first; other < entry && isNew; other++) {
          isNew = !keyColumn.isSame(other, entry);
        }
        if (isNew) {
          values.write(row, element, entry, entries.field(1));
        } else {
          list.removeLast();
        }
      }
    };
  }

  /** How often an element is in a multiset: 1 to 10 times. */
  static ValueGenerator count(int purpose) {
    return (row, key, slot, target) ->
        ((ScalarBuilder) target).setInt(slot, 1 + (int) row.draw().below(key, purpose, 10));
  }

  /** A row of fields. */
  static ValueGenerator row(List<ValueGenerator> fields) {
    return (row, key, slot, target) -> {
      RowBuilder builder = (RowBuilder) target;
      builder.setPresent(slot);
      for (int i = 0; i < fields.size(); i++) {
        fields.get(i).write(row, key, slot, builder.field(i));
      }
    };
  }
}
