package io.weir.runtime.state;

import java.util.List;

/**
 * What a manifest says about a job's state.
 *
 * @param format the store that wrote it and the version of its layout, such as {@code rocksdb-2}
 * @param files every file that is needed to open it
 * @param tables the declaration of every table, as JSON, by operator id
 */
public record StateSnapshot(String format, List<StateFile> files, List<TableDeclaration> tables) {
  public StateSnapshot {
    files = List.copyOf(files);
    tables = List.copyOf(tables);
  }

  /** The state of a job that has not started: no files, no tables. */
  public static StateSnapshot empty() {
    return new StateSnapshot("none", List.of(), List.of());
  }

  /**
   * One file.
   *
   * @param name the name under which the store expects it
   * @param stored its path below the job's checkpoint directory
   * @param sizeBytes its length
   * @param checksum hash of its content, in hex, with the algorithm's name before a colon
   * @param isNew whether this checkpoint stored it (and not an earlier one)
   */
  public record StateFile(
      String name, String stored, long sizeBytes, String checksum, boolean isNew) {}

  /** A table of an operator, with the store's own name for it. */
  public record TableDeclaration(String operatorId, String storeName, TableSpec spec) {}
}
