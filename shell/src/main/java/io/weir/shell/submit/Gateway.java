package io.weir.shell.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.shell.submit.GatewayException.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A session at a Flink SQL Gateway. Closing it leaves jobs running; it is closed once, from
 * whichever thread comes first.
 */
final class Gateway implements AutoCloseable {
  /** The newest versions of the protocol that have what is needed. */
  private static final List<String> VERSIONS = List.of("V4", "V3", "V2");

  private static final Set<String> UNFINISHED = Set.of("RUNNING", "PENDING", "INITIALIZED");

  private final Rest rest;
  private final String prefix;
  private final String version;
  private final String session;
  private boolean isClosed;

  private Gateway(Rest rest, String prefix, String version, String session) {
    this.rest = rest;
    this.prefix = prefix;
    this.version = version;
    this.session = session;
  }

  /**
   * What a statement has answered.
   *
   * @param job the job that it has started
   * @param rows its rows as texts
   */
  record Result(Optional<String> job, List<List<String>> rows) {}

  /** Opens a session. */
  static Gateway open(URI address) throws GatewayException {
    Rest rest = new Rest(address);
    Rest.Answer versions = rest.get("/api_versions");
    JsonNode offered = versions.body().path("versions");
    if (!versions.isDone() || !offered.isArray()) {
      throw noGateway(rest);
    }
    List<String> names = new ArrayList<>();
    offered.forEach(each -> names.add(each.asText()));
    String chosen =
        VERSIONS.stream()
            .filter(names::contains)
            .findFirst()
            .orElseThrow(
                () ->
                    new GatewayException(
                        Kind.UNREACHABLE,
                        "the gateway at " + address + " is too old: it offers " + names,
                        "a gateway of Flink 2.0 or later is needed"));
    String prefix = "/" + chosen.toLowerCase(java.util.Locale.ROOT);
    String version = rest.get(prefix + "/info").body().path("version").asText("?");
    Rest.Answer opened = rest.post(prefix + "/sessions", Rest.JSON.createObjectNode());
    JsonNode handle = opened.body().path("sessionHandle");
    if (!opened.isDone() || handle.isMissingNode()) {
      throw refused(opened);
    }
    return new Gateway(rest, prefix, version, handle.asText());
  }

  private static GatewayException noGateway(Rest rest) {
    String hint =
        "the SQL Gateway listens on port 8083 unless sql-gateway.endpoint.rest.port says otherwise";
    try {
      JsonNode flink = rest.get("/v1/config").body().path("flink-version");
      if (!flink.isMissingNode()) {
        return new GatewayException(
            Kind.UNREACHABLE,
            rest.address() + " is a Flink cluster itself, not its SQL Gateway",
            "start bin/sql-gateway.sh beside it; " + hint);
      }
    } catch (GatewayException e) {
      return e;
    }
    return new GatewayException(
        Kind.UNREACHABLE, rest.address() + " answers, but it is no SQL Gateway of Flink", hint);
  }

  /** The version of Flink. */
  String version() {
    return version;
  }

  /** What the session is configured with. */
  JsonNode properties() throws GatewayException {
    return rest.get(sessionPath()).body().path("properties");
  }

  /** Keeps the session from ending for lack of requests. */
  void touch() throws GatewayException {
    rest.post(sessionPath() + "/heartbeat", Rest.JSON.createObjectNode());
  }

  /**
   * Runs a statement and waits for its answer.
   *
   * @throws StatementRefused if it was not accepted
   */
  Result execute(String statement, Pause pause) throws GatewayException, StatementRefused {
    ObjectNode body = Rest.JSON.createObjectNode().put("statement", statement);
    Rest.Answer started = rest.post(sessionPath() + "/statements", body);
    JsonNode handle = started.body().path("operationHandle");
    if (!started.isDone() || handle.isMissingNode()) {
      throw new StatementRefused(error(started));
    }
    String operation = sessionPath() + "/operations/" + handle.asText();
    try {
      while (UNFINISHED.contains(rest.get(operation + "/status").body().path("status").asText())) {
        pause.once();
      }
      return fetch(operation);
    } finally {
      rest.delete(operation + "/close");
    }
  }

  private Result fetch(String operation) throws GatewayException, StatementRefused {
    List<List<String>> rows = new ArrayList<>();
    Optional<String> job = Optional.empty();
    String next = operation + "/result/0?rowFormat=JSON";
    while (!next.isEmpty()) {
      Rest.Answer page = rest.get(next);
      if (!page.isDone()) {
        throw new StatementRefused(error(page));
      }
      JsonNode id = page.body().path("jobID");
      if (id.isTextual()) {
        job = Optional.of(id.asText());
      }
      for (JsonNode row : page.body().path("results").path("data")) {
        List<String> fields = new ArrayList<>();
        row.path("fields").forEach(field -> fields.add(field.asText()));
        rows.add(fields);
      }
      next = page.body().path("nextResultUri").asText("");
    }
    return new Result(job, rows);
  }

  @Override
  public void close() throws GatewayException {
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true;
    }
    rest.delete(sessionPath());
  }

  private String sessionPath() {
    return prefix + "/sessions/" + session;
  }

  private static GatewayException refused(Rest.Answer answer) {
    ServerError error = error(answer);
    return new GatewayException(Kind.REFUSED, error.message(), error.hint().orElse(null));
  }

  private static ServerError error(Rest.Answer answer) {
    JsonNode errors = answer.body().path("errors");
    return errors.isArray()
        ? ServerError.of(errors)
        : new ServerError(
            "the gateway answers with status " + answer.status(),
            Optional.empty(),
            Optional.empty());
  }
}
