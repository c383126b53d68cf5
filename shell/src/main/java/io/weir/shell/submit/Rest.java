package io.weir.shell.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.shell.submit.GatewayException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/** Requests to a server that answers in JSON. */
final class Rest {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(120);

  private final URI address;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /** Requests to this server, whose address has no slash at its end. */
  Rest(URI address) {
    this.address = address;
  }

  URI address() {
    return address;
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body nothing if it is no JSON
   */
  record Answer(int status, JsonNode body) {
    boolean isDone() {
      return status >= 200 && status < 300 && !body.isMissingNode();
    }
  }

  Answer get(String path) throws GatewayException {
    return send("GET", path, null);
  }

  Answer post(String path, JsonNode body) throws GatewayException {
    return send("POST", path, body);
  }

  Answer delete(String path) throws GatewayException {
    return send("DELETE", path, null);
  }

  private Answer send(String method, String path, JsonNode body) throws GatewayException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      throw new GatewayException(
          Kind.UNREACHABLE, "nobody answers at " + address + ": " + reason(e), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException(Kind.UNREACHABLE, "interrupted", null);
    }
  }

  private static String reason(IOException fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return "the host is not known";
      }
    }
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof java.net.http.HttpConnectTimeoutException) {
        return "no connection within " + CONNECT.toSeconds() + " s";
      }
      if (each instanceof java.net.http.HttpTimeoutException) {
        return "no answer within " + ANSWER.toSeconds() + " s";
      }
      if (each instanceof java.net.ConnectException) {
        return "connection refused";
      }
    }
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
