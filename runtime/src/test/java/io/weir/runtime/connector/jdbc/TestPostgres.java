package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Starts PostgreSQL, which may take its time where others want the machine too. */
public final class TestPostgres {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private TestPostgres() {}

  /** A new database in {@code directory}, which goes when it is closed. */
  public static EmbeddedPostgres start(Path directory) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setPort(FreePorts.next())
        .setPGStartupWait(PATIENCE)
        .start();
  }
}
