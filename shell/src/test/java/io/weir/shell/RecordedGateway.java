package io.weir.shell;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gateway that gives answers which a real one of Flink 2.3 has given: to statements that contain
 * a certain text an error, to INSERTs a job, to all else OK. It is its own cluster, too.
 */
final class RecordedGateway implements AutoCloseable {
  static final String JOB = "f863f7d33303470006c914ddf8523c5e";
  private static final Path ANSWERS = Path.of("src/test/resources/gateway");
  private static final String OK =
      """
      {"resultType":"EOS","isQueryResult":false,"resultKind":"SUCCESS","results":{"columns":[{"name":"result",\
      "logicalType":{"type":"VARCHAR","nullable":true,"length":2147483647},"comment":null}],"rowFormat":"JSON",\
      "data":[{"kind":"INSERT","fields":["OK"]}]}}""";
  private static final String STARTED =
      """
      {"resultType":"EOS","isQueryResult":false,"jobID":"%1$s","resultKind":"SUCCESS_WITH_CONTENT",\
      "results":{"columns":[{"name":"job id","logicalType":{"type":"VARCHAR","nullable":true,\
      "length":2147483647},"comment":null}],"rowFormat":"JSON","data":[{"kind":"INSERT","fields":["%1$s"]}]}}"""
          .formatted(JOB);

  private final HttpServer server;
  private final Map<String, String> errors = new HashMap<>();
  private final List<String> statements = new ArrayList<>();
  private final List<String> states = new ArrayList<>(List.of("FINISHED"));
  private final List<String> stacktraces = new ArrayList<>();
  private int open;
  private int restarts;

  private RecordedGateway(HttpServer server) {
    this.server = server;
  }

  static RecordedGateway start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RecordedGateway gateway = new RecordedGateway(server);
    server.createContext("/", gateway::answer);
    server.start();
    return gateway;
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Statements that contain {@code text} are refused with this answer. */
  RecordedGateway refusing(String text, String answer) {
    errors.put(text, answer);
    return this;
  }

  /**
   * The states of the job, one a question; the last one stays.
   *
   * @param stacktraces of its failures, oldest first
   */
  RecordedGateway withStates(List<String> states, String... stacktraces) {
    this.states.clear();
    this.states.addAll(states);
    this.stacktraces.addAll(List.of(stacktraces));
    return this;
  }

  /** What was sent. */
  List<String> statements() {
    return statements;
  }

  /** Sessions that nobody has closed. */
  int openSessions() {
    return open;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer = answer(request, body);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.startsWith("{\"errors\"") ? 500 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String answer(String request, String body) throws IOException {
    if (request.equals("GET /api_versions")) {
      return "{\"versions\":[\"V1\",\"V2\",\"V3\",\"V4\"]}";
    }
    if (request.equals("GET /v4/info")) {
      return "{\"productName\":\"Apache Flink\",\"version\":\"2.3.0\"}";
    }
    if (request.equals("POST /v4/sessions")) {
      open++;
      return "{\"sessionHandle\":\"s\"}";
    }
    if (request.equals("DELETE /v4/sessions/s")) {
      open--;
      return "{\"status\":\"CLOSED\"}";
    }
    if (request.equals("GET /v4/sessions/s")) {
      return "{\"properties\":{\"rest.address\":\"localhost\",\"rest.port\":\""
          + server.getAddress().getPort()
          + "\"}}";
    }
    if (request.equals("POST /v4/sessions/s/statements")) {
      statements.add(body.substring(14, body.length() - 2));
      return "{\"operationHandle\":\"o" + (statements.size() - 1) + "\"}";
    }
    if (request.startsWith("GET /v4/sessions/s/operations/") && request.endsWith("/status")) {
      return "{\"status\":\"FINISHED\"}";
    }
    if (request.startsWith("GET /v4/sessions/s/operations/")) {
      return result(statements.get(statements.size() - 1));
    }
    return cluster(request);
  }

  private String result(String statement) throws IOException {
    for (Map.Entry<String, String> error : errors.entrySet()) {
      if (statement.contains(error.getKey())) {
        return Files.readString(ANSWERS.resolve(error.getValue())).strip();
      }
    }
    return statement.startsWith("INSERT") || statement.startsWith("EXECUTE") ? STARTED : OK;
  }

  private String cluster(String request) {
    return switch (request) {
      case "GET /v1/config" -> "{\"flink-version\":\"2.3.0\"}";
      case "GET /v1/jobs/" + JOB -> job(states.size() > 1 ? states.remove(0) : states.get(0));
      case "GET /v1/jobs/" + JOB + "/checkpoints" -> "{\"counts\":{\"completed\":3}}";
      case "GET /v1/jobs/" + JOB + "/exceptions" -> exceptions();
      default -> "{\"status\":\"OK\"}";
    };
  }

  /** The newest comes first. */
  private String exceptions() {
    List<String> entries = new ArrayList<>();
    for (int i = stacktraces.size(); i > 0; i--) {
      entries.add("{\"timestamp\":" + i + ",\"stacktrace\":\"" + stacktraces.get(i - 1) + "\"}");
    }
    return "{\"exceptionHistory\":{\"entries\":[" + String.join(",", entries) + "]}}";
  }

  private String job(String state) {
    restarts += state.equals("RESTARTING") ? 1 : 0;
    return """
        {"state":"%s","timestamps":{"RESTARTING":%d},"vertices":[{"tasks":{"SCHEDULED":%d},\
        "metrics":{"read-records":0,"write-records":10}}]}"""
        .formatted(state, restarts, state.equals("CREATED") ? 1 : 0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
