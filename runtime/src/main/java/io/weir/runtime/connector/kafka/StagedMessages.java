package io.weir.runtime.connector.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
      out.writeInt(message.headers().size());
      for (Message.Header header : message.headers()) {
        write(header.name().getBytes(StandardCharsets.UTF_8));
        write(header.value());
      }
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

  /** How much has been added since the last call of {@link #take}. */
  int sizeBytes() {
    return bytes.size();
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
      byte[] value = read(in);
      messages.accept(new Message(key, value, millis, lane, headers(in)));
    }
  }

  private static List<Message.Header> headers(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Message.Header> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = new String(read(in), StandardCharsets.UTF_8);
      headers.add(new Message.Header(name, read(in)));
    }
    return headers;
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
