package io.weir.runtime.parquet;

import io.weir.runtime.type.LogicalType;
import java.util.List;

/** Writes the footer of a file: its schema, and where the columns of its row groups lie. */
final class FooterWriter {
  private static final int VERSION = 2;
  private static final int CONVERTED_UTF8 = 0;
  private static final int CONVERTED_MAP = 1;
  private static final int CONVERTED_LIST = 3;
  private static final int CONVERTED_DECIMAL = 5;
  private static final int CONVERTED_DATE = 6;
  private static final int CONVERTED_TIMESTAMP_MICROS = 10;
  private static final int CONVERTED_INT_8 = 15;
  private static final int CONVERTED_INT_16 = 16;
  private static final int LOGICAL_TIME = 7;
  private static final int LOGICAL_TIMESTAMP = 8;
  private static final int UNIT_MILLIS = 1;
  private static final int UNIT_MICROS = 2;

  private final CompactWriter thrift;

  FooterWriter(ByteBuilder out) {
    thrift = new CompactWriter(out);
  }

  /**
   * A row group that has been written.
   *
   * @param columns its columns, in the order of the schema
   * @param rows how many rows it has
   */
  record WrittenGroup(List<ColumnChunk> columns, long rows) {}

  void write(List<ParquetNode> columns, List<WrittenGroup> groups, Compressor compressor) {
    thrift.beginElement();
    thrift.int32(1, VERSION);
    thrift.beginStructs(2, 1 + columns.stream().mapToInt(FooterWriter::steps).sum());
    thrift.beginElement();
    thrift.text(4, "schema");
    thrift.int32(5, columns.size());
    thrift.endStruct();
    columns.forEach(this::schema);
    thrift.int64(3, groups.stream().mapToLong(WrittenGroup::rows).sum());
    thrift.beginStructs(4, groups.size());
    groups.forEach(group -> group(group, compressor));
    thrift.text(6, "weir");
    thrift.endStruct();
  }

  private static int steps(ParquetNode node) {
    return 1 + node.children().stream().mapToInt(FooterWriter::steps).sum();
  }

  private void schema(ParquetNode node) {
    boolean isValue = node.shape() == ParquetNode.Shape.VALUE;
    thrift.beginElement();
    if (isValue) {
      thrift.int32(1, node.physical().ordinal());
      if (node.physical() == PhysicalType.FIXED_LEN_BYTE_ARRAY) {
        thrift.int32(2, node.fixedBytes());
      }
    }
    thrift.int32(3, node.repetition().ordinal());
    thrift.text(4, node.name());
    if (!isValue) {
      thrift.int32(5, node.children().size());
    }
    switch (node.shape()) {
      case LIST -> thrift.int32(6, CONVERTED_LIST);
      case MAP -> thrift.int32(6, CONVERTED_MAP);
      case VALUE -> meaning(node.type().orElseThrow());
      default -> {}
    }
    thrift.endStruct();
    node.children().forEach(this::schema);
  }

  private void meaning(LogicalType type) {
    switch (type.kind()) {
      case TINYINT -> thrift.int32(6, CONVERTED_INT_8);
      case SMALLINT -> thrift.int32(6, CONVERTED_INT_16);
      case CHAR, VARCHAR -> thrift.int32(6, CONVERTED_UTF8);
      case DATE -> thrift.int32(6, CONVERTED_DATE);
      case DECIMAL -> {
        thrift.int32(6, CONVERTED_DECIMAL);
        thrift.int32(7, type.scale());
        thrift.int32(8, type.precision());
      }
      case TIME -> time(LOGICAL_TIME, false, UNIT_MILLIS);
      case TIMESTAMP -> time(LOGICAL_TIMESTAMP, false, UNIT_MICROS);
      case TIMESTAMP_LTZ -> {
        thrift.int32(6, CONVERTED_TIMESTAMP_MICROS);
        time(LOGICAL_TIMESTAMP, true, UNIT_MICROS);
      }
      default -> {}
    }
  }

  private void time(int logicalType, boolean isInstant, int unit) {
    thrift.beginStruct(10);
    thrift.beginStruct(logicalType);
    thrift.flag(1, isInstant);
    thrift.beginStruct(2);
    thrift.emptyStruct(unit);
    thrift.endStruct();
    thrift.endStruct();
    thrift.endStruct();
  }

  private void group(WrittenGroup group, Compressor compressor) {
    thrift.beginElement();
    thrift.beginStructs(1, group.columns().size());
    for (ColumnChunk chunk : group.columns()) {
      chunk(chunk, compressor);
    }
    thrift.int64(2, group.columns().stream().mapToLong(ColumnChunk::uncompressedBytes).sum());
    thrift.int64(3, group.rows());
    thrift.int64(5, group.columns().get(0).start());
    thrift.int64(6, group.columns().stream().mapToLong(ColumnChunk::bytes).sum());
    thrift.endStruct();
  }

  private void chunk(ColumnChunk chunk, Compressor compressor) {
    thrift.beginElement();
    thrift.int64(2, chunk.start());
    thrift.beginStruct(3);
    thrift.int32(1, chunk.leaf().type().ordinal());
    boolean hasDictionary = chunk.dictionaryStart() >= 0;
    thrift.beginInts(2, hasDictionary ? 3 : 2);
    thrift.element(Encoding.PLAIN);
    thrift.element(Encoding.RLE);
    if (hasDictionary) {
      thrift.element(Encoding.RLE_DICTIONARY);
    }
    thrift.beginTexts(3, chunk.leaf().path().size());
    chunk.leaf().path().forEach(thrift::element);
    thrift.int32(4, compressor.code());
    thrift.int64(5, chunk.values());
    thrift.int64(6, chunk.uncompressedBytes());
    thrift.int64(7, chunk.bytes());
    thrift.int64(9, chunk.dataStart());
    if (hasDictionary) {
      thrift.int64(11, chunk.dictionaryStart());
    }
    thrift.beginStruct(12);
    thrift.int64(3, chunk.missing());
    thrift.endStruct();
    thrift.endStruct();
    thrift.endStruct();
  }
}
