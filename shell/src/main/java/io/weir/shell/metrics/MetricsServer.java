package io.weir.shell.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers {@code GET /metrics} with the figures of all jobs, and {@code GET /healthz} with 200 if
 * none has failed or is being restored, else with 503 and which. One request at a time.
 */
public final class MetricsServer implements AutoCloseable {
  /** Where it listens if nobody says where. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final int QUEUED_REQUESTS = 16;

  private final HttpServer server;
  private final ExecutorService thread;
  private final Supplier<List<JobView>> jobs;

  private MetricsServer(HttpServer server, ExecutorService thread, Supplier<List<JobView>> jobs) {
    this.server = server;
    this.thread = thread;
    this.jobs = jobs;
  }

  /**
   * Begins to listen.
   *
   * @param address the name or number of a network interface
   * @param port 0 for any that is free
   * @param jobs asked at each request
   * @throws WeirException if that port cannot be listened on
   */
  public static MetricsServer start(String address, int port, Supplier<List<JobView>> jobs) {
    HttpServer server;
    try {
      InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(address), port);
      server = HttpServer.create(at, QUEUED_REQUESTS);
    } catch (UnknownHostException e) {
      throw WeirException.permanent(
          "there is no address \"" + address + "\" to listen on for metrics",
          "--metrics-address takes an address of this machine; " + LOOPBACK + " is the default",
          e);
    } catch (BindException e) {
      throw WeirException.permanent(
          "metrics cannot be served on " + address + ":" + port + ": " + e.getMessage(),
          "another process may listen there: take another port, or --metrics-port 0 for any that"
              + " is free",
          e);
    } catch (IOException e) {
      throw WeirException.permanent(
          "metrics cannot be served on " + address + ":" + port + ": " + e.getMessage(), null, e);
    }
    ExecutorService thread = Executors.newSingleThreadExecutor(MetricsServer::daemon);
    MetricsServer metrics = new MetricsServer(server, thread, jobs);
    server.createContext("/metrics", exchange -> answer(exchange, "/metrics", metrics::metrics));
    server.createContext("/healthz", exchange -> answer(exchange, "/healthz", metrics::health));
    server.setExecutor(thread);
    server.start();
    return metrics;
  }

  private static Thread daemon(Runnable task) {
    Thread made = new Thread(task, "weir-metrics");
    made.setDaemon(true);
    return made;
  }

  /** Where it listens. */
  public String url() {
    InetSocketAddress at = server.getAddress();
    return "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/metrics";
  }

  private record Answer(int status, String contentType, String body) {}

  private Answer metrics() {
    return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", JobMetrics.text(jobs.get()));
  }

  private Answer health() {
    StringBuilder text = new StringBuilder();
    for (JobView job : jobs.get()) {
      if (job.state() == JobState.FAILED || job.state() == JobState.RESTARTING) {
        text.append("job ").append(job.name()).append(": ").append(job.state().describe());
        job.failure().ifPresent(failure -> text.append(": ").append(failure));
        text.append('\n');
      }
    }
    return text.length() == 0
        ? new Answer(200, "text/plain; charset=utf-8", "ok\n")
        : new Answer(503, "text/plain; charset=utf-8", text.toString());
  }

  private static void answer(HttpExchange exchange, String path, Supplier<Answer> answers)
      throws IOException {
    try (exchange) {
      boolean isGet = exchange.getRequestMethod().equals("GET");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      Answer answer;
      if (!exchange.getRequestURI().getPath().equals(path)) {
        answer = new Answer(404, "text/plain; charset=utf-8", "there is /metrics and /healthz\n");
      } else if (isGet || isHead) {
        answer = answers.get();
      } else {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer = new Answer(405, "text/plain; charset=utf-8", "only GET and HEAD\n");
      }
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType);
      exchange.sendResponseHeaders(answer.status, isHead ? -1 : body.length);
      if (!isHead) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
