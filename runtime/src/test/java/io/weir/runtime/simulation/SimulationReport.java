package io.weir.runtime.simulation;

/** What a run, or a campaign of runs, has exercised. */
final class SimulationReport {
  long runs;
  long crashes;
  long crashesInRecovery;
  long crashesInFiles;
  long stops;
  long rescales;
  long checkpoints;
  long lateRows;
  long publishedRows;
  long refusedCommits;
  long lostAnswers;
  long repeatedCommits;
  long tornFiles;
  long lostNames;
  long idlePauses;

  void add(SimulationReport other) {
    runs += other.runs;
    crashes += other.crashes;
    crashesInRecovery += other.crashesInRecovery;
    crashesInFiles += other.crashesInFiles;
    stops += other.stops;
    rescales += other.rescales;
    checkpoints += other.checkpoints;
    lateRows += other.lateRows;
    publishedRows += other.publishedRows;
    refusedCommits += other.refusedCommits;
    lostAnswers += other.lostAnswers;
    repeatedCommits += other.repeatedCommits;
    tornFiles += other.tornFiles;
    lostNames += other.lostNames;
    idlePauses += other.idlePauses;
  }

  /** Fails if anything that a campaign must exercise never happened. */
  void assertExercised() {
    String missing = "";
    missing += crashes == 0 ? " crashes" : "";
    missing += crashesInRecovery == 0 ? " crashes-in-recovery" : "";
    missing += crashesInFiles == 0 ? " crashes-in-file-operations" : "";
    missing += stops == 0 ? " stops" : "";
    missing += rescales == 0 ? " rescales" : "";
    missing += checkpoints == 0 ? " checkpoints" : "";
    missing += lateRows == 0 ? " late-rows" : "";
    missing += publishedRows == 0 ? " published-rows" : "";
    missing += refusedCommits == 0 ? " refused-commits" : "";
    missing += lostAnswers == 0 ? " lost-answers" : "";
    missing += repeatedCommits == 0 ? " repeated-commits" : "";
    missing += tornFiles == 0 ? " torn-files" : "";
    missing += lostNames == 0 ? " lost-names" : "";
    missing += idlePauses == 0 ? " idle-pauses" : "";
    if (!missing.isEmpty()) {
      throw new AssertionError("the campaign exercised no" + missing + ": " + this);
    }
  }

  @Override
  public String toString() {
    return runs
        + " runs, crashes "
        + crashes
        + " (in recovery "
        + crashesInRecovery
        + ", in file operations "
        + crashesInFiles
        + "), stops "
        + stops
        + ", rescales "
        + rescales
        + ", checkpoints "
        + checkpoints
        + ", late rows "
        + lateRows
        + ", published rows "
        + publishedRows
        + ", commits refused "
        + refusedCommits
        + ", answered late "
        + lostAnswers
        + ", repeated "
        + repeatedCommits
        + ", torn files "
        + tornFiles
        + ", lost names "
        + lostNames
        + ", idle pauses "
        + idlePauses;
  }
}
