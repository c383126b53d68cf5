package io.weir.runtime.type;

/**
 * The kinds of SQL types, each with the one physical form its values have in Arrow vectors, in
 * state and in kernels.
 */
public enum TypeKind {
  /** One bit (BitVector). */
  BOOLEAN,
  /** 8-bit signed (TinyIntVector). */
  TINYINT,
  /** 16-bit signed (SmallIntVector). */
  SMALLINT,
  /** 32-bit signed (IntVector). */
  INT,
  /** 64-bit signed (BigIntVector). */
  BIGINT,
  /** IEEE single (Float4Vector). */
  FLOAT,
  /** IEEE double (Float8Vector). */
  DOUBLE,
  /** 128-bit little-endian unscaled value, precision 1 to 38 (DecimalVector). */
  DECIMAL,
  /** UTF-8, blank-padded to its length in code points (VarCharVector). */
  CHAR,
  /** UTF-8 (VarCharVector); STRING is VARCHAR of the largest length. */
  VARCHAR,
  /** Bytes of fixed length (VarBinaryVector). */
  BINARY,
  /** Bytes (VarBinaryVector); BYTES is VARBINARY of the largest length. */
  VARBINARY,
  /** Days since 1970-01-01, 32-bit (DateDayVector). */
  DATE,
  /** Milliseconds of the day, 32-bit (TimeMilliVector), precision 0 to 3. */
  TIME,
  /**
   * Microseconds since 1970-01-01T00:00 without a zone, 64-bit (TimeStampMicroVector), precision 0
   * to 6.
   */
  TIMESTAMP,
  /** Microseconds since the epoch, an instant, 64-bit (TimeStampMicroVector), precision 0 to 6. */
  TIMESTAMP_LTZ,
  /** Months, 32-bit (IntVector). */
  INTERVAL_YEAR_MONTH,
  /** Microseconds, 64-bit (BigIntVector). */
  INTERVAL_DAY_TIME,
  /** ListVector with one child. */
  ARRAY,
  /** MapVector with key and value children. */
  MAP,
  /** MapVector from element to its count (INT). */
  MULTISET,
  /** StructVector with one child per field. */
  ROW,
  /** The type of a bare NULL (NullVector). */
  NULL;

  /** Whether values are strings of UTF-8 bytes. */
  public boolean isCharacter() {
    return this == CHAR || this == VARCHAR;
  }

  /** Whether values are strings of bytes without a character set. */
  public boolean isBinary() {
    return this == BINARY || this == VARBINARY;
  }

  /** Whether values are whole numbers held in 8 to 64 bits. */
  public boolean isInteger() {
    return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
  }

  /** Whether values are IEEE floating-point numbers. */
  public boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }

  /** Whether values are numbers of any kind. */
  public boolean isNumeric() {
    return isInteger() || isFloating() || this == DECIMAL;
  }

  /** Whether values are points in time with a date part, with or without a zone. */
  public boolean isTimestamp() {
    return this == TIMESTAMP || this == TIMESTAMP_LTZ;
  }

  /** Whether values are composed of other values. */
  public boolean isNested() {
    return this == ARRAY || this == MAP || this == MULTISET || this == ROW;
  }

  /** Whether values lie in a data buffer addressed by 32-bit offsets (strings and bytes). */
  public boolean isVariableWidth() {
    return isCharacter() || isBinary();
  }
}
