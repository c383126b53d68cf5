package io.weir.shell.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.planner.Planned;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.BatchStream;
import io.weir.shell.command.Version;
import io.weir.shell.render.PagerLeft;
import io.weir.shell.render.ResultPrinter;
import io.weir.shell.run.Answers;
import io.weir.shell.run.KnownNames;
import io.weir.shell.run.ResultShape;
import io.weir.shell.run.Runs;
import io.weir.shell.run.StatementSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Has statements executed by the server of a data directory. When the server goes, it says so, and
 * tries again with the next statement.
 */
public final class AttachedSession implements StatementSession {
  private static final int QUEUED_FRAMES = 64;
  private static final long QUIET_MILLIS = 100;

  /** How long a server may take to listen, or to end when it does no more. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private static final long PAUSE_NANOS = 20_000_000;

  private final Runs runs;
  private final Answers answers;
  private final ServerDirectory directory;
  private volatile Connection connection;
  private volatile boolean isClosed;

  /** One connection, with the thread that listens on it. */
  private final class Connection {
    final Wire wire;
    final long process;
    final BlockingQueue<Optional<Wire.Frame>> inbox = new ArrayBlockingQueue<>(QUEUED_FRAMES);
    volatile boolean isBusy;
    volatile boolean isLost;

    Connection(Wire wire, long process) {
      this.wire = wire;
      this.process = process;
      Thread thread = new Thread(this::listen, "weir-attached");
      thread.setDaemon(true);
      thread.start();
    }

    private void listen() {
      try {
        try {
          while (true) {
            Wire.Frame frame = wire.receive();
            if (frame.type().equals("notice")) {
              answers.notice(frame.text("text"));
            } else {
              inbox.put(Optional.of(frame));
            }
          }
        } catch (IOException e) {
          lost();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void lost() throws InterruptedException {
      isLost = true;
      if (!isClosed && !isBusy) {
        answers.notice(farewell());
      }
      // Behind what has come: that has been executed, whatever has become of the server.
      inbox.put(Optional.empty());
    }

    String farewell() {
      return "weir serve (process "
          + process
          + ") has ended; its jobs go on when it is started again: weir serve --data "
          + runs.data();
    }

    Wire.Frame next() throws IOException {
      return next(() -> {});
    }

    /** The next frame; {@code quiet} is called again and again while none comes. */
    Wire.Frame next(Runnable quiet) throws IOException {
      try {
        Optional<Wire.Frame> frame = inbox.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (frame == null) {
          quiet.run();
          frame = inbox.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        return frame.orElseThrow(() -> new IOException(farewell()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while the server worked", e);
      }
    }
  }

  private AttachedSession(Runs runs, Answers answers, ServerDirectory directory) {
    this.runs = runs;
    this.answers = answers;
    this.directory = directory;
  }

  /**
   * A session in the server of a data directory; empty if there is none.
   *
   * @throws WeirException if there is one that cannot be attached to
   */
  public static Optional<AttachedSession> open(Runs runs, Answers answers) throws IOException {
    ServerDirectory directory = new ServerDirectory(runs.dataDirectory());
    if (directory.server().isEmpty()) {
      return Optional.empty();
    }
    AttachedSession session = new AttachedSession(runs, answers, directory);
    return session.connect() ? Optional.of(session) : Optional.empty();
  }

  /** Connects, unless the server ends; one that has just begun, or is about to end, is awaited. */
  private boolean connect() throws IOException {
    long begun = SystemClock.INSTANCE.monotonicNanos();
    while (true) {
      try {
        attach(Wire.connect(directory.address()));
        return true;
      } catch (IOException e) {
        Optional<String> server = directory.server();
        if (server.isEmpty()) {
          return false;
        }
        if (SystemClock.INSTANCE.monotonicNanos() - begun > PATIENCE_NANOS) {
          throw WeirException.permanent(
              "the server of "
                  + runs.data()
                  + " ("
                  + server.get()
                  + ") cannot be reached: "
                  + e.getMessage(),
              "try again in a moment; if that does not help, end that process and start weir serve"
                  + " again",
              e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void attach(Wire wire) throws IOException {
    Wire.Frame welcome;
    try {
      welcome = greet(wire);
    } catch (IOException e) {
      wire.close();
      throw e;
    }
    if (!welcome.type().equals("welcome")) {
      wire.close();
      throw WeirException.permanent(welcome.text("reason"), null);
    }
    connection = new Connection(wire, welcome.message().path("process").asLong());
    answers.say("attached to weir serve, process " + connection.process);
  }

  private Wire.Frame greet(Wire wire) throws IOException {
    ObjectNode hello =
        Wire.message("hello").put("protocol", Wire.PROTOCOL).put("version", Version.text());
    putAll(hello.putObject("settings"), runs.settings());
    putAll(hello.putObject("variables"), runs.variables());
    wire.send(hello);
    return wire.receive();
  }

  private static void putAll(ObjectNode object, Map<String, String> texts) {
    texts.forEach(object::put);
  }

  @Override
  public Outcome execute(String text, String origin) {
    try {
      Connection attached = attached();
      attached.isBusy = true;
      try {
        attached.wire.send(Wire.message("execute").put("text", text).put("origin", origin));
        return Outcome.valueOf(answer(attached).text("outcome"));
      } finally {
        attached.isBusy = false;
      }
    } catch (WeirException e) {
      answers.say("error: " + e.getMessage() + (e.hint() == null ? "" : "\nhint: " + e.hint()));
      return Outcome.FAILED;
    } catch (IOException e) {
      answers.say("error: " + (connection.isLost ? connection.farewell() : e.getMessage()));
      return Outcome.FAILED;
    }
  }

  /** The connection, made anew where the server had gone and is there again. */
  private Connection attached() throws IOException {
    if (connection.isLost) {
      connection.wire.close();
      if (directory.server().isEmpty() || !connect()) {
        throw WeirException.permanent(
            "no server runs on " + runs.data() + " any more",
            "start it again with weir serve --data "
                + runs.data()
                + "; or leave and open the shell, which then runs the jobs itself");
      }
    }
    return connection;
  }

  /** Passes answers on until the last, which it returns. */
  private Wire.Frame answer(Connection attached) throws IOException {
    while (true) {
      Wire.Frame frame = attached.next();
      switch (frame.type()) {
        case "say" -> answers.say(frame.text("text"));
        case "table" -> answers.table(table(frame.message()));
        case "begin" -> result(attached, ShapeCodec.read(frame.message()));
        case "executed" -> {
          return frame;
        }
        default -> throw new IOException("the server sends \"" + frame.type() + "\"");
      }
    }
  }

  private static Planned.Rows table(JsonNode message) {
    List<List<String>> rows = new ArrayList<>();
    message.path("rows").forEach(row -> rows.add(texts(row)));
    return new Planned.Rows(texts(message.path("columns")), rows, List.of());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.isNull() ? null : text.asText()));
    return texts;
  }

  private void result(Connection attached, ResultShape shape) throws IOException {
    ResultPrinter printer = answers.begin(shape);
    Optional<IOException> refusal = Optional.empty();
    try (BufferAllocator allocator = new RootAllocator()) {
      while (true) {
        Wire.Frame frame = attached.next(printer::quiet);
        if (frame.type().equals("end")) {
          boolean isLeft = refusal.filter(PagerLeft.class::isInstance).isPresent();
          if (refusal.isPresent() && !isLeft) {
            throw refusal.get();
          }
          answers.end(printer, isLeft ? Outcome.DONE : Outcome.valueOf(frame.text("outcome")));
          return;
        }
        if (frame.type().equals("say")) {
          answers.say(frame.text("text"));
        } else if (refusal.isEmpty()) {
          refusal = print(frame, printer, shape.properties().schema(), allocator);
        }
      }
    }
  }

  /** Prints; where that does not work, has the rest cancelled. */
  private Optional<IOException> print(
      Wire.Frame frame, ResultPrinter printer, Schema schema, BufferAllocator allocator)
      throws IOException {
    Optional<Batch> batch =
        frame.rows() == null
            ? Optional.empty()
            : Optional.of(
                BatchStream.read(new ByteArrayInputStream(frame.rows()), schema, allocator));
    try {
      if (batch.isPresent()) {
        printer.print(batch.get());
      } else {
        printer.end();
      }
      return Optional.empty();
    } catch (IOException e) {
      cancel();
      return Optional.of(e);
    } finally {
      batch.ifPresent(Batch::close);
    }
  }

  @Override
  public void cancel() {
    try {
      connection.wire.send(Wire.message("cancel"));
    } catch (IOException e) {
      // The server has gone, and its statements with it; whoever waits for them is told.
    }
  }

  @Override
  public KnownNames names() {
    try {
      if (!connection.isLost) {
        connection.wire.send(Wire.message("names"));
        while (true) {
          Wire.Frame frame = connection.next();
          if (frame.type().equals("names")) {
            return NamesCodec.read(frame.message());
          }
        }
      }
    } catch (IOException e) {
      // The person is told when the next statement finds out; until then nothing is known.
    }
    return new KnownNames(Map.of(), List.of(), List.of());
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      connection.wire.close();
    } catch (IOException e) {
      // It was to be closed.
    }
  }
}
