package io.weir.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A session cluster of Flink with its SQL Gateway: a job manager, a task manager and a gateway,
 * each in a process of its own, on free ports of the loopback device.
 *
 * <p>The gateway has room for one session. A command that leaves one open is found by the next one,
 * which is refused.
 */
final class FlinkCluster implements AutoCloseable {
  private static final String LOOPBACK = "localhost";
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String GATEWAY = "org.apache.flink.table.gateway.SqlGateway";
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.reflect",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");
  private static final long PATIENCE_SECONDS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final int gatewayPort = freePort();
  private final int clusterPort = freePort();
  private final int rpcPort = freePort();

  private FlinkCluster(Path directory) throws IOException {
    this.directory = directory;
  }

  /**
   * Starts it and waits until it takes statements.
   *
   * @param directory for its configuration, what it says, checkpoints and savepoints
   * @param slots of its task manager; 0 for a cluster without one
   */
  static FlinkCluster start(Path directory, int slots) throws IOException, InterruptedException {
    FlinkCluster cluster = new FlinkCluster(Files.createDirectories(directory));
    try {
      cluster.configure(slots);
      cluster.start("job-manager", 256, JOB_MANAGER, "--configDir", directory.toString());
      cluster.startGateway();
      if (slots > 0) {
        cluster.addTaskManager();
      }
      cluster.await(cluster.clusterAddress() + "/overview", answer -> answer.has("slots-total"));
      return cluster;
    } catch (IOException | InterruptedException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void configure(int slots) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("jobmanager.rpc.address", LOOPBACK);
    all.put("jobmanager.rpc.port", rpcPort);
    all.put("jobmanager.bind-host", LOOPBACK);
    all.put("rest.address", LOOPBACK);
    all.put("rest.port", clusterPort);
    all.put("rest.bind-address", LOOPBACK);
    all.put("sql-gateway.endpoint.rest.address", LOOPBACK);
    all.put("sql-gateway.endpoint.rest.port", gatewayPort);
    all.put("sql-gateway.session.max-num", 1);
    all.put("taskmanager.host", LOOPBACK);
    all.put("taskmanager.bind-host", LOOPBACK);
    all.put("taskmanager.numberOfTaskSlots", Math.max(1, slots));
    // What Flink's start scripts would work out from the memory of the process.
    all.put("taskmanager.cpu.cores", "2.0");
    all.put("taskmanager.memory.task.heap.size", "768m");
    all.put("taskmanager.memory.task.off-heap.size", "0");
    all.put("taskmanager.memory.managed.size", "256m");
    all.put("taskmanager.memory.framework.heap.size", "128m");
    all.put("taskmanager.memory.framework.off-heap.size", "128m");
    all.put("taskmanager.memory.jvm-metaspace.size", "256m");
    all.put("taskmanager.memory.jvm-overhead.min", "192m");
    all.put("taskmanager.memory.jvm-overhead.max", "192m");
    all.put("taskmanager.memory.network.min", "64m");
    all.put("taskmanager.memory.network.max", "64m");
    all.put("slot.request.timeout", slots > 0 ? "5 min" : "20 s");
    all.put("rest.retry.max-attempts", 3);
    all.put("rest.retry.delay", 300);
    all.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri());
    all.put("execution.checkpointing.savepoint-dir", directory.resolve("savepoints").toUri());
    all.put("io.tmp.dirs", Files.createDirectories(directory.resolve("tmp")));
    Files.writeString(
        directory.resolve("config.yaml"),
        all.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private void start(String name, int heapMegabytes, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(each -> command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED"));
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    // Each job has classes of its own and is short.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OwnedProcess.class.getName(), mainClass));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile());
    builder.environment().put("FLINK_CONF_DIR", directory.toString());
    processes.put(name, builder.start());
  }

  private Path log(String name) {
    return directory.resolve(name + ".txt");
  }

  /** Starts the gateway, and waits until it takes statements. */
  void startGateway() throws IOException, InterruptedException {
    start("gateway", 640, GATEWAY);
    await(gatewayAddress() + "/info", answer -> answer.has("version"));
  }

  /** Adds a task manager, and waits until the cluster has its slots. */
  void addTaskManager() throws IOException, InterruptedException {
    start("task-manager", 1024, TASK_MANAGER, "--configDir", directory.toString());
    await(clusterAddress() + "/overview", answer -> answer.path("slots-total").asInt() > 0);
  }

  private void await(String address, Predicate<JsonNode> condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.test(ask(address))) {
      hold(deadline);
    }
  }

  private void hold(long deadline) throws IOException {
    for (Map.Entry<String, Process> each : processes.entrySet()) {
      if (!each.getValue().isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(
            each.getKey() + " does not answer: " + Files.readString(log(each.getKey())));
      }
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
  }

  /** What a server answers; nothing if it does not. */
  private JsonNode ask(String address) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException notYet) {
      return JSON.missingNode();
    }
  }

  /** Where {@code weir submit} sends to. */
  String gatewayAddress() {
    return "http://" + LOOPBACK + ":" + gatewayPort;
  }

  /** Where the cluster itself tells about its jobs. */
  String clusterAddress() {
    return "http://" + LOOPBACK + ":" + clusterPort;
  }

  /** Whether its gateway runs. */
  boolean hasGateway() {
    return processes.containsKey("gateway");
  }

  /** Whether the gateway opens its one session, which is closed again. */
  boolean hasRoomForASession() throws IOException, InterruptedException {
    URI sessions = URI.create(gatewayAddress() + "/v2/sessions");
    HttpRequest open =
        HttpRequest.newBuilder(sessions).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    String session =
        JSON.readTree(client.send(open, BodyHandlers.ofString()).body())
            .path("sessionHandle")
            .asText();
    if (session.isEmpty()) {
      return false;
    }
    URI opened = URI.create(sessions + "/" + session);
    client.send(HttpRequest.newBuilder(opened).DELETE().build(), BodyHandlers.ofString());
    return true;
  }

  /** Waits until a job is in a state, as the cluster calls it. */
  void awaitState(String job, String state) throws IOException, InterruptedException {
    await(clusterAddress() + "/jobs/" + job, answer -> answer.path("state").asText().equals(state));
  }

  /** Ends one of its processes, as a crash does. */
  void kill(String name) {
    processes.remove(name).destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroyForcibly);
    processes.values().forEach(each -> each.onExit().join());
    processes.clear();
  }
}
