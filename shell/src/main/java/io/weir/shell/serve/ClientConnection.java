package io.weir.shell.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.parser.source.SourceException;
import io.weir.planner.Planned;
import io.weir.runtime.connector.OptionException;
import io.weir.shell.command.Version;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.ResultPrinter;
import io.weir.shell.run.Answers;
import io.weir.shell.run.LocalSession;
import io.weir.shell.run.ResultShape;
import io.weir.shell.run.StatementSession.Outcome;
import io.weir.shell.run.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client of the server: executes what it asks for, one thing after the other, and sends it the
 * answers.
 */
final class ClientConnection implements Answers, AutoCloseable {
  private static final int MOST_NOTICES = 100;

  private final Wire wire;
  private final Workspace workspace;
  private final Consumer<ClientConnection> whenGone;
  private final ThreadPoolExecutor work = oneThread("weir-client", 1);

  /** Notices come from threads of jobs, which must not wait for a client that does not read. */
  private final ThreadPoolExecutor notices = oneThread("weir-client-notices", MOST_NOTICES);

  private volatile LocalSession session;

  ClientConnection(Wire wire, Workspace workspace, Consumer<ClientConnection> whenGone) {
    this.wire = wire;
    this.workspace = workspace;
    this.whenGone = whenGone;
  }

  private static ThreadPoolExecutor oneThread(String name, int queued) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** Listens to the client, in a thread of its own. */
  void start() {
    Thread thread = new Thread(this::listen, "weir-client-listener");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try {
      if (greet(wire.receive())) {
        while (true) {
          take(wire.receive());
        }
      }
    } catch (IOException e) {
      // The client has gone, or was sent away: what is left is to let go of what it has.
    } finally {
      close();
      whenGone.accept(this);
    }
  }

  private boolean greet(Wire.Frame hello) throws IOException {
    int protocol = hello.message() == null ? 0 : hello.message().path("protocol").asInt();
    if (!hello.type().equals("hello") || protocol != Wire.PROTOCOL) {
      refuse(
          "the server is Weir "
              + Version.text()
              + " and does not understand this one; stop it and start it again with this version");
      return false;
    }
    try {
      session =
          workspace.session(
              texts(hello.message().path("settings")),
              texts(hello.message().path("variables")),
              this);
    } catch (OptionException | SourceException e) {
      refuse("--set: " + e.getMessage());
      return false;
    }
    wire.send(
        Wire.message("welcome")
            .put("protocol", Wire.PROTOCOL)
            .put("version", Version.text())
            .put("process", ProcessHandle.current().pid()));
    return true;
  }

  private void refuse(String reason) throws IOException {
    wire.send(Wire.message("refused").put("reason", reason));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private void take(Wire.Frame frame) throws IOException {
    switch (frame.type()) {
      case "execute" -> work.execute(() -> execute(frame.text("text"), frame.text("origin")));
      case "cancel" -> session.cancel();
      case "names" -> work.execute(this::names);
      default -> throw new IOException("a client sends \"" + frame.type() + "\"");
    }
  }

  private void execute(String text, String origin) {
    Outcome outcome = session.execute(text, origin);
    send(Wire.message("executed").put("outcome", outcome.name()));
  }

  private void names() {
    try {
      send(NamesCodec.write(session.names()));
    } catch (RuntimeException e) {
      say(ErrorText.of(e, "", ""));
      send(Wire.message("names"));
    }
  }

  @Override
  public void say(String line) {
    send(Wire.message("say").put("text", line));
  }

  @Override
  public void notice(String line) {
    notices.execute(() -> send(Wire.message("notice").put("text", line)));
  }

  @Override
  public void table(Planned.Rows rows) throws IOException {
    ObjectNode message = Wire.message("table");
    rows.columns().forEach(message.putArray("columns")::add);
    ArrayNode lines = message.putArray("rows");
    for (List<String> row : rows.rows()) {
      row.forEach(lines.addArray()::add);
    }
    wire.send(message);
  }

  @Override
  public ResultPrinter begin(ResultShape shape) {
    send(ShapeCodec.write(shape));
    return new RowSender(wire);
  }

  @Override
  public void end(ResultPrinter printer, Outcome outcome) throws IOException {
    wire.send(Wire.message("end").put("outcome", outcome.name()));
  }

  /** Sends what need not arrive: where the client has gone, the listener finds out. */
  private void send(ObjectNode message) {
    try {
      wire.send(message);
    } catch (IOException e) {
      session.cancel();
    }
  }

  /** Hangs up. Jobs that the client has started go on. */
  @Override
  public void close() {
    try {
      wire.close();
    } catch (IOException e) {
      // Nothing can be sent any more, which is what was wanted.
    }
    if (session != null) {
      session.cancel();
      session.close();
    }
    work.shutdown();
    notices.shutdown();
  }
}
