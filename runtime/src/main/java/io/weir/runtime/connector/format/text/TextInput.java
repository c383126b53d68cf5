package io.weir.runtime.connector.format.text;

import io.weir.runtime.connector.SplitPosition;
import java.io.IOException;

/** A text that is read from its start or from an offset: a file, or what comes from outside. */
public interface TextInput {
  /** What it is, in the words of errors, such as {@code file '/data/x.csv'}. */
  String describe();

  /** What it is called, such as the file's path. */
  String name();

  /** The bytes from a position on. */
  ByteSource open(SplitPosition position) throws IOException;

  /** The number, from 1, of the line of the byte at {@code address} of a window over its bytes. */
  long lineNumber(ByteWindow window, long address) throws IOException;
}
