package io.weir.runtime.connector.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Messages as a checkpoint keeps them: one behind the other, without their number. */
final class StagedMessages {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  void add(Message message) {
    try {
      out.writeInt(message.lane());
      out.writeLong(message.timestampMillis());
      write(message.key());
      write(message.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] content) throws IOException {
    out.writeInt(content == null ? -1 : content.length);
    if (content != null) {
      out.write(content);
    }
  }

  /** What has been added since the last call. */
  byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  /** The messages in what {@link #take} gave. */
  static void read(byte[] staged, Consumer<Message> messages) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(staged));
    while (in.available() > 0) {
      int lane = in.readInt();
      long millis = in.readLong();
      byte[] key = read(in);
      messages.accept(new Message(key, read(in), millis, lane));
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
