package io.weir.shell.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One side of a connection: sends and receives frames. Any thread may send; one receives.
 *
 * <p>Works on the channel itself, not on streams over it, which would let nobody send while
 * somebody waits for a frame.
 */
final class Wire implements AutoCloseable {
  /** What both sides must speak. */
  static final int PROTOCOL = 1;

  private static final int HEADER_BYTES = 5;
  private static final int MOST_BYTES = 1 << 30;
  private static final byte MESSAGE = 1;
  private static final byte ROWS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SocketChannel channel;

  /**
   * What was received.
   *
   * @param message a JSON object, or null
   * @param rows an Arrow IPC stream, or null
   */
  record Frame(JsonNode message, byte[] rows) {
    /** The type of a message; empty for rows. */
    String type() {
      return message == null ? "" : message.path("type").asText();
    }

    /** A text of a message. */
    String text(String field) {
      return message.path(field).asText();
    }
  }

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects to a server. */
  static Wire connect(UnixDomainSocketAddress address) throws IOException {
    return new Wire(SocketChannel.open(address));
  }

  /** A message without content. */
  static ObjectNode message(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  /** Sends a message. */
  void send(ObjectNode message) throws IOException {
    send(MESSAGE, JSON.writeValueAsBytes(message));
  }

  /** Sends rows. */
  void send(byte[] rows) throws IOException {
    send(ROWS, rows);
  }

  private synchronized void send(byte kind, byte[] content) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(content.length + 1).put(kind).flip();
    write(header);
    write(ByteBuffer.wrap(content));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Waits for the next frame.
   *
   * @throws EOFException if the other side has hung up
   * @throws IOException if it sends what is no frame
   */
  Frame receive() throws IOException {
    ByteBuffer header = read(HEADER_BYTES);
    int length = header.getInt() - 1;
    byte kind = header.get();
    if (length < 0 || length > MOST_BYTES || kind != MESSAGE && kind != ROWS) {
      throw new IOException("the other side does not speak Weir's protocol");
    }
    byte[] content = read(length).array();
    return kind == ROWS ? new Frame(null, content) : new Frame(JSON.readTree(content), null);
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("the other side has hung up");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
