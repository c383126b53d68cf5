package io.weir.runtime.connector.format;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.type.Schema;
import java.util.List;

/** A format that files can be read in, by the name in {@code 'format' = '…'}. */
public interface ReadFormat {
  /** The value of {@code format}. */
  String name();

  /** Whether its records say what rows do to the table: insert, change or remove them. */
  default boolean hasRowKinds() {
    return false;
  }

  /** Whether its files are texts, which can also be read as they come. */
  default boolean isText() {
    return true;
  }

  /** Its options, each key led by the format's name; those that only writing heeds among them. */
  List<Option> options();

  /**
   * The decoder of a table's files. Contacts nothing.
   *
   * @throws io.weir.runtime.connector.OptionException if options do not fit each other
   * @throws io.weir.runtime.error.WeirException if the format cannot hold a column's type
   */
  FileDecoder createDecoder(FileColumns columns, Options options);

  /**
   * The columns of a table's files.
   *
   * @param table the table's name, for errors
   * @param schema all columns that a file holds, in order; neither partition nor metadata columns
   * @param needed positions in {@code schema} of the columns to produce, ascending
   */
  record FileColumns(String table, Schema schema, List<Integer> needed) {
    public FileColumns {
      needed = List.copyOf(needed);
    }

    /** The columns to produce. */
    public Schema neededSchema() {
      return schema.project(needed);
    }
  }
}
