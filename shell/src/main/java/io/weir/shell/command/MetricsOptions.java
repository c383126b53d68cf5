package io.weir.shell.command;

import io.weir.shell.metrics.MetricsServer;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the figures of jobs are served. */
final class MetricsOptions {
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Serve /metrics for Prometheus and /healthz there; 0 is any free port.")
  private Integer port;

  @Option(
      names = "--metrics-address",
      paramLabel = "ADDRESS",
      defaultValue = MetricsServer.LOOPBACK,
      description = "The address for that (default: ${DEFAULT-VALUE}, this machine only).")
  private String address;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  String address() {
    return address;
  }

  /** Empty if they are not served. */
  OptionalInt port() {
    if (port == null) {
      return OptionalInt.empty();
    }
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          command.commandLine(), "--metrics-port: " + port + " is no port; 0 is any free one");
    }
    return OptionalInt.of(port);
  }
}
