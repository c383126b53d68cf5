package io.weir.runtime.parquet;

/**
 * A leaf column of a file.
 *
 * @param name its path, with dots where it is nested
 * @param ordinal its position among the leaf columns
 * @param physical how its values are stored
 * @param fixedLength the length of FIXED_LEN_BYTE_ARRAY values
 * @param annotation what the values mean
 * @param isFlat whether it is a column of its own and not a part of a group or list
 * @param isOptional whether values can be missing
 */
public record ParquetColumn(
    String name,
    int ordinal,
    PhysicalType physical,
    int fixedLength,
    Annotation annotation,
    boolean isFlat,
    boolean isOptional) {

  /** What stored values mean beyond their physical type. */
  public enum Meaning {
    NONE,
    STRING,
    DECIMAL,
    DATE,
    TIME_MILLIS,
    TIME_MICROS,
    TIME_NANOS,
    TIMESTAMP_MILLIS,
    TIMESTAMP_MICROS,
    TIMESTAMP_NANOS,
    SIGNED_INTEGER,
    UNSIGNED_INTEGER,
    OTHER
  }

  /**
   * @param meaning the kind
   * @param precision of a DECIMAL, or bits of an integer
   * @param scale of a DECIMAL
   * @param isUtc whether a TIME or TIMESTAMP is an instant
   */
  public record Annotation(Meaning meaning, int precision, int scale, boolean isUtc) {
    static final Annotation NONE = new Annotation(Meaning.NONE, 0, 0, false);
  }

  /** The type as people call it, for messages. */
  public String describe() {
    String stored =
        physical == PhysicalType.FIXED_LEN_BYTE_ARRAY
            ? physical + "(" + fixedLength + ")"
            : physical.name();
    return switch (annotation.meaning()) {
      case NONE -> stored;
      case DECIMAL ->
          stored + " as DECIMAL(" + annotation.precision() + ", " + annotation.scale() + ")";
      default -> stored + " as " + annotation.meaning();
    };
  }
}
