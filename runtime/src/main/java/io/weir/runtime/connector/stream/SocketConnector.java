package io.weir.runtime.connector.stream;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.TextDecoder;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code 'connector' = 'socket'}: what a server sends, as in Flink's example of a connector. */
public final class SocketConnector implements Connector {
  private static final String HOST = "hostname";
  private static final String PORT = "port";
  private static final String DELIMITER = "byte-delimiter";
  private static final int CONNECT_MILLIS = 10_000;
  private static final int MOST_PORT = 65_535;

  private static final List<Option> OPTIONS = allOptions();

  private static List<Option> allOptions() {
    List<Option> options =
        new ArrayList<>(
            List.of(
                Option.required(HOST, Option.Kind.TEXT, "the server, such as localhost"),
                Option.required(PORT, Option.Kind.INTEGER, "its port, 1 to 65535"),
                Option.optional(
                    DELIMITER,
                    Option.Kind.INTEGER,
                    "10",
                    "the byte that ends records, as a number; if it is not the line feed, line feeds"
                        + " within records count as blanks")));
    options.addAll(StreamTables.OPTIONS);
    return List.copyOf(options);
  }

  @Override
  public String name() {
    return "socket";
  }

  @Override
  public String description() {
    return "What a server sends to those who connect, such as nc -lk 9999.";
  }

  @Override
  public String guarantees() {
    return "What a socket has given is gone: results go to the terminal, to 'print' or to"
        + " 'blackhole'. A table that keeps its rows is refused, unless the script asks for less with"
        + " SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE'; what came while the job was down is"
        + " then lost. The table ends when the server closes the connection.";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public boolean isSink() {
    return false;
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public Map<String, List<Option>> formats() {
    return StreamTables.formats();
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    Options options = StreamTables.options(table, OPTIONS);
    String host = options.text(HOST);
    int port = (int) within(options, PORT, 1, MOST_PORT);
    byte delimiter = (byte) within(options, DELIMITER, 0, 255);
    TextDecoder decoder = StreamTables.decoder(table, options, columns);
    String name = "socket " + host + ":" + port;
    return new StreamSource(
        name + ", " + options.text("format"),
        new StreamInput(name, delimiter, () -> connect(host, port)),
        decoder,
        table.schema().project(columns),
        false,
        false);
  }

  private static long within(Options options, String key, long least, long most) {
    long value = options.integer(key);
    if (value < least || value > most) {
      throw new OptionException(
          key, "option '" + key + "' is " + value + ", expected " + least + " to " + most, null);
    }
    return value;
  }

  private static ByteStream connect(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    } catch (IOException e) {
      socket.close();
      throw WeirException.retryable(
          "connecting to socket " + host + ":" + port + ": " + reason(e, host),
          "is the server there? nc -lk " + port + " is one",
          e);
    }
    return new Connected(socket);
  }

  private static String reason(IOException e, String host) {
    return e instanceof UnknownHostException
        ? "the host \"" + host + "\" is not known"
        : String.valueOf(e.getMessage());
  }

  /** A connection; closing it ends the wait for its bytes. */
  private record Connected(Socket socket) implements ByteStream {
    @Override
    public int read(byte[] target) throws IOException {
      try {
        return socket.getInputStream().read(target);
      } catch (SocketException e) {
        if (socket.isClosed()) {
          return -1;
        }
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    throw new OptionException("connector", "a 'socket' table cannot be written", null);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return SinkInput.INSERT_ONLY;
  }
}
