package io.weir.runtime.connector.stream;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.text.ByteSource;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.TextInput;
import io.weir.runtime.request.Requests;

/**
 * A text that comes from outside.
 *
 * @param name of what it comes from
 * @param delimiter what ends records
 * @param opener makes the connection
 */
record StreamInput(String name, byte delimiter, ByteStream.Opener opener) {
  String describe() {
    return name;
  }

  /** The text, which waits elsewhere for what comes. */
  TextInput text(Requests requests) {
    return new TextInput() {
      @Override
      public String describe() {
        return name;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public ByteSource open(SplitPosition position) {
        return new StreamBytes(StreamInput.this, requests);
      }

      @Override
      public long lineNumber(ByteWindow window, long address) {
        return window.countLines(address);
      }
    };
  }
}
