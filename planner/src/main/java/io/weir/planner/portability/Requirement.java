package io.weir.planner.portability;

/**
 * Something that must be reachable from the cluster.
 *
 * @param kind what it is
 * @param place where it is
 * @param user the table or statement that needs it
 * @param remark how it must be reachable
 */
public record Requirement(Kind kind, String place, String user, String remark) {
  /** What must be reachable. */
  public enum Kind {
    /** A file or directory. */
    PATH,
    /** Kafka's servers. */
    BROKER,
    /** A database. */
    DATABASE,
    /** A library in the cluster's {@code lib} directory or added with ADD JAR. */
    JAR
  }
}
