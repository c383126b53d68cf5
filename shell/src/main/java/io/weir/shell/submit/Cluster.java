package io.weir.shell.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.shell.submit.JobState.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The cluster's own REST interface, where it can be reached; else what the gateway knows of jobs.
 */
final class Cluster {
  private final Gateway gateway;
  private final Optional<Rest> rest;

  private Cluster(Gateway gateway, Optional<Rest> rest) {
    this.gateway = gateway;
    this.rest = rest;
  }

  /**
   * The cluster behind a gateway.
   *
   * @param gatewayAddress where the gateway is, for clusters that know themselves as localhost only
   */
  static Cluster behind(Gateway gateway, URI gatewayAddress) throws GatewayException {
    JsonNode properties = gateway.properties();
    int port = properties.path("rest.port").asInt(8081);
    String host = properties.path("rest.address").asText("localhost");
    for (String candidate : List.of(host, gatewayAddress.getHost())) {
      Rest rest = new Rest(URI.create("http://" + candidate + ":" + port));
      try {
        if (rest.get("/v1/config").isDone()) {
          return new Cluster(gateway, Optional.of(rest));
        }
      } catch (GatewayException unreachable) {
        continue;
      }
    }
    return new Cluster(gateway, Optional.empty());
  }

  /** Where its jobs can be looked at. */
  Optional<URI> address() {
    return rest.map(Rest::address);
  }

  /** How a job is. */
  JobState state(String job) throws GatewayException, StatementRefused {
    if (rest.isPresent()) {
      Rest.Answer answer = rest.get().get("/v1/jobs/" + job);
      if (answer.isDone()) {
        return state(rest.get(), job, answer.body());
      }
    }
    for (List<String> row : gateway.execute("SHOW JOBS", new Pause()).rows()) {
      if (row.get(0).equals(job)) {
        return JobState.named(row.get(2));
      }
    }
    return JobState.named("UNKNOWN");
  }

  private static JobState state(Rest rest, String job, JsonNode body) throws GatewayException {
    long rows = 0;
    long scheduled = 0;
    for (JsonNode vertex : body.path("vertices")) {
      JsonNode metrics = vertex.path("metrics");
      rows = Math.max(rows, metrics.path("read-records").asLong());
      rows = Math.max(rows, metrics.path("write-records").asLong());
      scheduled += vertex.path("tasks").path("SCHEDULED").asLong();
    }
    long checkpoints =
        rest.get("/v1/jobs/" + job + "/checkpoints")
            .body()
            .path("counts")
            .path("completed")
            .asLong();
    String state = body.path("state").asText("UNKNOWN");
    boolean hasFailed =
        state.equals("FAILED") || body.path("timestamps").path("RESTARTING").asLong() > 0;
    List<Failure> failures = hasFailed ? failures(rest, job) : List.of();
    return new JobState(state, rows, checkpoints, scheduled > 0, failures);
  }

  private static List<Failure> failures(Rest rest, String job) throws GatewayException {
    List<Failure> failures = new ArrayList<>();
    for (JsonNode entry :
        rest.get("/v1/jobs/" + job + "/exceptions")
            .body()
            .path("exceptionHistory")
            .path("entries")) {
      failures.add(
          new Failure(entry.path("timestamp").asLong(), entry.path("stacktrace").asText("")));
    }
    failures.sort(Comparator.comparingLong(Failure::millis));
    return failures;
  }
}
