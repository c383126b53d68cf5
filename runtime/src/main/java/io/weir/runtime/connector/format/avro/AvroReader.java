package io.weir.runtime.connector.format.avro;

import io.weir.runtime.connector.format.avro.AvroType.Kind;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ListBuilder;
import io.weir.runtime.connector.format.text.RowBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.Arrays;
import java.util.List;

/**
 * Writes values of an Avro type to a column, whose type may be a wider one. Used by one thread at a
 * time.
 */
interface AvroReader {
  /**
   * Reads the next value into a row.
   *
   * @throws BadValue if it does not fit the column
   */
  void read(AvroInput in, ValueBuilder target, int row);

  /**
   * What reads values of {@code from} as {@code to}.
   *
   * @throws BadValue if no value of the one can be one of the other, with the path of the field
   */
  static AvroReader of(AvroType from, LogicalType to) {
    if (from.kind() == Kind.UNION) {
      return union(from, to);
    }
    return switch (to.kind()) {
      case ARRAY -> array(from, to);
      case MAP -> map(from, to, to.fields().get(0).type(), to.fields().get(1).type());
      case MULTISET ->
          map(from, to, to.fields().get(0).type(), LogicalType.int32().withNullable(false));
      case ROW -> {
        require(from.kind() == Kind.RECORD, from, to);
        RecordReader record = new RecordReader(from, to.fields());
        yield (in, target, row) -> {
          RowBuilder fields = (RowBuilder) target;
          fields.setPresent(row);
          record.read(in, fields::field, row);
        };
      }
      default -> {
        AvroScalars.Read scalar = AvroScalars.reader(from, to);
        require(scalar != null, from, to);
        yield (in, target, row) -> scalar.read(in, (ScalarBuilder) target, row);
      }
    };
  }

  private static void require(boolean fits, AvroType from, LogicalType to) {
    if (!fits) {
      throw mismatch(from, to);
    }
  }

  private static BadValue mismatch(AvroType from, LogicalType to) {
    return new BadValue(
        "the data is " + from + ", which cannot be read as " + to, "declare the column otherwise");
  }

  private static AvroReader union(AvroType from, LogicalType to) {
    List<AvroType> branches = from.children();
    AvroReader[] readers = new AvroReader[branches.size()];
    boolean hasFit = false;
    BadValue mismatch = mismatch(from, to);
    for (int i = 0; i < readers.length; i++) {
      AvroType branch = branches.get(i);
      if (branch.kind() == Kind.NULL) {
        readers[i] = AvroReader::readNull;
        continue;
      }
      try {
        readers[i] = of(branch, to);
        hasFit = true;
      } catch (BadValue e) {
        mismatch = branches.size() > 2 ? mismatch : e;
        BadValue unfit = e;
        readers[i] =
            (in, target, row) -> {
              throw unfit;
            };
      }
    }
    if (!hasFit && to.kind() != TypeKind.NULL) {
      throw mismatch;
    }
    return (in, target, row) -> readers[in.readIndex(readers.length)].read(in, target, row);
  }

  private static void readNull(AvroInput in, ValueBuilder target, int row) {
    if (!target.type().nullable()) {
      throw new BadValue("the value is NULL, but the type is " + target.type());
    }
    target.setNull(row);
  }

  private static AvroReader array(AvroType from, LogicalType to) {
    require(from.kind() == Kind.ARRAY, from, to);
    AvroReader element = of(from.children().get(0), to.fields().get(0).type());
    return (in, target, row) -> {
      ListBuilder list = (ListBuilder) target;
      list.start(row);
      for (long count = in.readBlockCount(); count != 0; count = in.readBlockCount()) {
        for (long i = 0; i < count; i++) {
          element.read(in, list.element(), list.add());
        }
      }
    };
  }

  private static AvroReader map(
      AvroType from, LogicalType to, LogicalType keyType, LogicalType valueType) {
    require(from.kind() == Kind.MAP, from, to);
    AvroReader key = of(AvroType.of(Kind.STRING), keyType);
    AvroReader value = of(from.children().get(0), valueType);
    return (in, target, row) -> {
      ListBuilder list = (ListBuilder) target;
      list.start(row);
      RowBuilder entry = (RowBuilder) list.element();
      for (long count = in.readBlockCount(); count != 0; count = in.readBlockCount()) {
        for (long i = 0; i < count; i++) {
          int added = list.add();
          key.read(in, entry.field(0), added);
          value.read(in, entry.field(1), added);
        }
      }
    };
  }

  /** Reads the fields of a record into the columns of their names, and passes over the others. */
  final class RecordReader {
    private static final int NOT_NEEDED = -1;

    private final AvroType record;
    private final int[] columns;
    private final AvroReader[] readers;

    /**
     * @param needed the columns, each of which must have a field
     */
    RecordReader(AvroType record, List<Field> needed) {
      this.record = record;
      List<String> names = record.names();
      columns = new int[names.size()];
      readers = new AvroReader[names.size()];
      Arrays.fill(columns, NOT_NEEDED);
      for (int column = 0; column < needed.size(); column++) {
        Field field = needed.get(column);
        int place = names.indexOf(field.name());
        if (place < 0) {
          String near = Suggestions.didYouMean(field.name(), names);
          throw new BadValue(
              "there is no field \"" + field.name() + "\"",
              near != null ? near : "the fields: " + String.join(", ", names));
        }
        try {
          readers[place] = of(record.children().get(place), field.type());
        } catch (BadValue e) {
          throw e.within(field.name());
        }
        columns[place] = column;
      }
    }

    /** Where the values of a column go. */
    interface Targets {
      ValueBuilder of(int column);
    }

    void read(AvroInput in, Targets targets, int row) {
      for (int i = 0; i < columns.length; i++) {
        if (columns[i] == NOT_NEEDED) {
          in.skip(record.children().get(i));
          continue;
        }
        try {
          readers[i].read(in, targets.of(columns[i]), row);
        } catch (BadValue e) {
          throw e.within(record.names().get(i));
        }
      }
    }
  }
}
