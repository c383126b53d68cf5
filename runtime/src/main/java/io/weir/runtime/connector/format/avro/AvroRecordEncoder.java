package io.weir.runtime.connector.format.avro;

import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.List;

/** Writes rows as records, without anything around them. */
final class AvroRecordEncoder implements RowEncoder {
  private final AvroWriter[] fields;

  AvroRecordEncoder(Schema schema, AvroType record) {
    fields = AvroWriter.of("", schema.fields(), record);
  }

  @Override
  public void bind(List<Column> columns) {
    for (int i = 0; i < fields.length; i++) {
      fields[i].bind(columns.get(i));
    }
  }

  @Override
  public void encode(int row, Utf8Buffer out) {
    for (AvroWriter field : fields) {
      field.write(row, out);
    }
  }
}
