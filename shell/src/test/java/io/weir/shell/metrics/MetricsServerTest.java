package io.weir.shell.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.shell.CommandRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is served to those who watch, and that its page in docs lists it. */
class MetricsServerTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final JobView RUNNING = SampleView.of("bids", JobState.RUNNING, Optional.empty());

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(MetricsServer server, String path, String method)
      throws IOException, InterruptedException {
    URI uri = URI.create(server.url().replace("/metrics", path));
    return client.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static MetricsServer server(JobView... jobs) {
    return MetricsServer.start(MetricsServer.LOOPBACK, 0, () -> List.of(jobs));
  }

  @Test
  void figuresAreServed() throws IOException, InterruptedException {
    try (MetricsServer server = server(RUNNING)) {
      HttpResponse<String> answer = get(server, "/metrics", "GET");
      assertEquals(200, answer.statusCode());
      assertEquals(
          "text/plain; version=0.0.4; charset=utf-8",
          answer.headers().firstValue("Content-Type").orElseThrow());
      for (String line :
          List.of(
              "# TYPE weir_source_rows_total counter",
              "weir_source_rows_total{job=\"bids\",table=\"bids\"} 1000000",
              "weir_job_state{job=\"bids\",state=\"running\"} 1",
              "weir_job_state{job=\"bids\",state=\"failed\"} 0",
              "weir_split_quiet_seconds{job=\"bids\",table=\"bids\",split=\"a \\\"b\\\"\\\\c\"} 0.02",
              "weir_operator_latest_seconds{job=\"bids\",operator=\"WindowAggregate\","
                  + "id=\"WindowAggregate-1\"} 90",
              "weir_state_peak_rows{job=\"bids\",operator=\"WindowAggregate\","
                  + "id=\"WindowAggregate-1\",table=\"slices\"} 900",
              "weir_task_time_ratio{job=\"bids\",task=\"WindowAggregate → Sink[0/1]\","
                  + "activity=\"busy\"} 0.25")) {
        assertTrue(answer.body().lines().anyMatch(line::equals), line + "\n" + answer.body());
      }
      assertEquals(404, get(server, "/metricsx", "GET").statusCode());
      assertEquals(405, get(server, "/metrics", "POST").statusCode());
      assertEquals("", get(server, "/metrics", "HEAD").body());
    }
  }

  @Test
  void healthIsServed() throws IOException, InterruptedException {
    try (MetricsServer server = server(RUNNING)) {
      assertEquals("ok\n", get(server, "/healthz", "GET").body());
    }
    JobView failed = SampleView.of("x", JobState.FAILED, Optional.of("1 divided by 0"));
    try (MetricsServer server = server(RUNNING, failed)) {
      HttpResponse<String> answer = get(server, "/healthz", "GET");
      assertEquals(503, answer.statusCode());
      assertEquals("job x: failed: 1 divided by 0\n", answer.body());
    }
  }

  @Test
  void thePageListsAllAndNothingElse() throws IOException {
    assertEquals(
        names("# TYPE (weir_\\w+)", JobMetrics.text(List.of(RUNNING))),
        names("\\| `(weir_\\w+)`", Files.readString(PAGE)));
  }

  private static TreeSet<String> names(String pattern, String text) {
    TreeSet<String> names = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (MetricsServer server = server()) {
      int port = URI.create(server.url()).getPort();
      WeirException taken =
          assertThrows(
              WeirException.class,
              () -> MetricsServer.start(MetricsServer.LOOPBACK, port, List::of));
      assertTrue(
          taken.getMessage().startsWith("metrics cannot be served on 127.0.0.1:" + port + ": "),
          taken.getMessage());
      CommandRun run = CommandRun.of("run", "../examples/none.sql", "--metrics-port", "" + port);
      assertEquals(2, run.exitCode(), run.errors());
    }
    CommandRun run = CommandRun.of("run", "x.sql", "--metrics-port", "70000");
    assertEquals(2, run.exitCode());
    assertTrue(run.errors().contains("70000 is no port"), run.errors());
  }
}
