package io.weir.planner.portability;

/** Tables of databases. */
final class JdbcRule implements ConnectorRule {
  private static final String MODE = "sink.commit-mode";

  @Override
  public void apply(TableTranslation table) {
    String url = table.value("url").orElse("");
    if (url.startsWith("jdbc:sqlite:")) {
      table.refuse(
          "url",
          "Flink's connector knows no SQLite, whose files live on one machine",
          "use a table of files, or another database");
    } else if (url.startsWith("jdbc:mariadb:")) {
      table.refuse(
          "url",
          "Flink's connector knows no 'jdbc:mariadb:'",
          "write 'jdbc:mysql:' with MySQL's driver, which speaks to MariaDB too");
    } else {
      table.require(Requirement.Kind.DATABASE, withoutSecrets(url), "from every task manager");
    }
    table.leaveOut(
        MODE,
        "Flink writes at once, and again after a failure: rows are replaced by PRIMARY KEY, and come twice"
            + " without one");
    table.remark(
        "written to from Flink, it is at least once: harmless with a PRIMARY KEY, else rows can come twice");
    table.require(
        Requirement.Kind.JAR,
        "flink-connector-jdbc, the database's driver",
        "in lib/ of gateway and cluster, or with ADD JAR ('connector' = 'jdbc')");
  }

  /** What stands behind the database's name may be a password. */
  private static String withoutSecrets(String url) {
    return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
  }
}
