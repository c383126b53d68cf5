package io.weir.runtime.parquet;

import java.io.IOException;

/**
 * A file that is not a whole Parquet file, or uses what this reader does not know; the message says
 * which and where.
 */
public final class ParquetException extends IOException {
  private static final long serialVersionUID = 1L;

  public ParquetException(String message) {
    super(message);
  }

  public ParquetException(String message, Throwable cause) {
    super(message, cause);
  }
}
