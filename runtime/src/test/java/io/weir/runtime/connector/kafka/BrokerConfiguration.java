package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a broker is told that is its own controller and keeps its internal topics in one partition.
 * It has a listener for everybody and one that asks for name and password.
 *
 * @param file where it is written down
 * @param port of the listener for everybody
 * @param securePort of the other one
 */
public record BrokerConfiguration(Path file, Properties properties, int port, int securePort) {
  /** Who may connect to the secure listener. */
  public static final String USER = "weir";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "sesame";

  /** Makes a configuration in {@code directory}, and a new log. */
  public static BrokerConfiguration inDirectory(Path directory, Map<String, String> more)
      throws IOException {
    int port = FreePorts.next();
    int securePort = FreePorts.next();
    int controllerPort = FreePorts.next();
    String open = "PLAINTEXT://localhost:" + port + ",SECURE://localhost:" + securePort;
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", open + ",CONTROLLER://localhost:" + controllerPort);
    properties.put("advertised.listeners", open);
    properties.put(
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SASL_PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put(
        "listener.name.secure.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(USER, PASSWORD));
    properties.put("log.dirs", directory.resolve("log").toString());
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("auto.create.topics.enable", "false");
    // Tests send messages of long ago, which otherwise go when the broker has run for half a
    // minute.
    properties.put("log.retention.ms", "-1");
    properties.putAll(more);
    Path file = directory.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    String[] format = {"format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", file.toString()};
    kafka.tools.StorageTool.execute(format, new PrintStream(OutputStream.nullOutputStream()));
    return new BrokerConfiguration(file, properties, port, securePort);
  }

  /** Where clients find the broker. */
  public String address() {
    return "localhost:" + port;
  }

  /** Where clients find it that have a name and a password. */
  public String secureAddress() {
    return "localhost:" + securePort;
  }
}
