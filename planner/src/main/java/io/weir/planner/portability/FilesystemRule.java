package io.weir.planner.portability;

import java.nio.file.Path;

/** Tables of files. */
final class FilesystemRule implements ConnectorRule {
  private static final String PATH = "path";
  private static final String REMARK =
      "the same place for the gateway, the job manager and every task manager";

  @Override
  public void apply(TableTranslation table) {
    table.value(PATH).ifPresent(path -> path(table, path));
    header(table);
    compression(table);
    table.leaveOut(
        "scan.rate-limit.rows-per-second", "Flink reads files as fast as rows are taken");
    table.leaveOut(
        "source.files-in-time-order",
        "Flink hands out files in any order, so that rows of earlier ones can be late; a WATERMARK that lags"
            + " further behind, or one file, avoids it");
    table.leaveOut("sink.commit-mode", "Flink always publishes whole files with checkpoints");
    if (table.hasFormat("parquet")) {
      table.writeOut(
          "parquet.utc-timezone", "true", "Weir's timestamps are in UTC, Flink's in local time");
    }
    table.writeOut("sink.rolling-policy.rollover-interval", "10 s", "Flink would wait 30 minutes");
    table.writeOut("sink.rolling-policy.check-interval", "10 s", "Flink would look once a minute");
  }

  private static void path(TableTranslation table, String path) {
    if (path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
      table.refuse(
          PATH,
          "Flink takes no pattern as 'path'",
          "name the directory in 'path', and the files in 'source.path.regex-pattern'");
      return;
    }
    if (path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      table.require(Requirement.Kind.PATH, path, REMARK);
      return;
    }
    String absolute = Path.of(path).toAbsolutePath().normalize().toString();
    table.replace(PATH, absolute, "the cluster's processes have other working directories");
    table.require(Requirement.Kind.PATH, absolute, REMARK);
  }

  private static void header(TableTranslation table) {
    if (table.value("csv.header").filter("true"::equals).isPresent()) {
      table.refuse(
          "csv.header",
          "Flink reads the first line of a CSV file as a row",
          "INSERT INTO a table without header, or of another format, and send that");
    } else {
      table.leaveOut("csv.header", "Flink's files never have one");
    }
    if (table.value("csv.ignore-first-line").filter("true"::equals).isPresent()) {
      table.refuse(
          "csv.ignore-first-line",
          "Flink knows it from 2.4 on, and before that reads the first line as a row",
          "INSERT INTO a table of another format, and send that");
    } else {
      table.leaveOut("csv.ignore-first-line", "Flink knows it from 2.4 on");
    }
  }

  private static void compression(TableTranslation table) {
    if (table.value("sink.compression").filter(kind -> !kind.equals("none")).isPresent()) {
      table.refuse(
          "sink.compression",
          "Flink does not compress files of text",
          "leave it out, or write 'format' = 'parquet'");
    } else {
      table.leaveOut("sink.compression", "Flink does not compress files of text");
    }
  }
}
