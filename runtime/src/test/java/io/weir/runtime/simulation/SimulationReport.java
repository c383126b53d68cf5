package io.weir.runtime.simulation;

import java.util.Map;
import java.util.TreeMap;

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
  long repeatedWrites;
  long forgottenRows;
  long laterSplits;
  long retreats;
  long tornFiles;
  long lostNames;
  long idlePauses;
  long overtakings;
  long elementsInFlight;
  long diskFaults;
  long fullDisksOutlived;
  long flipsFound;
  long clockJumps;
  final Map<String, Integer> queries = new TreeMap<>();

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
    repeatedWrites += other.repeatedWrites;
    forgottenRows += other.forgottenRows;
    laterSplits += other.laterSplits;
    retreats += other.retreats;
    tornFiles += other.tornFiles;
    lostNames += other.lostNames;
    idlePauses += other.idlePauses;
    overtakings += other.overtakings;
    elementsInFlight += other.elementsInFlight;
    diskFaults += other.diskFaults;
    fullDisksOutlived += other.fullDisksOutlived;
    flipsFound += other.flipsFound;
    clockJumps += other.clockJumps;
    other.queries.forEach((query, runs) -> queries.merge(query, runs, Integer::sum));
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
    missing += repeatedWrites == 0 ? " repeated-writes" : "";
    missing += forgottenRows == 0 ? " forgotten-state" : "";
    missing += laterSplits == 0 ? " later-splits" : "";
    missing += tornFiles == 0 ? " torn-files" : "";
    missing += lostNames == 0 ? " lost-names" : "";
    missing += idlePauses == 0 ? " idle-pauses" : "";
    missing += overtakings == 0 ? " barriers-that-overtake" : "";
    missing += elementsInFlight == 0 ? " elements-in-flight" : "";
    missing += diskFaults == 0 ? " disk-faults" : "";
    missing += fullDisksOutlived == 0 ? " full-disks-outlived" : "";
    missing += flipsFound == 0 ? " damaged-files" : "";
    missing += clockJumps == 0 ? " clock-jumps" : "";
    for (SimulatedQuery query : SimulatedQuery.all()) {
      missing += queries.containsKey(query.name()) ? "" : " " + query.name();
    }
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
        + ", repeated writes "
        + repeatedWrites
        + ", rows of forgotten groups "
        + forgottenRows
        + ", later splits "
        + laterSplits
        + ", retreats "
        + retreats
        + ", torn files "
        + tornFiles
        + ", lost names "
        + lostNames
        + ", idle pauses "
        + idlePauses
        + ", checkpoints with overtaken elements "
        + overtakings
        + " ("
        + elementsInFlight
        + "), disk faults "
        + diskFaults
        + ", full disks outlived "
        + fullDisksOutlived
        + ", damaged files found "
        + flipsFound
        + ", clock jumps "
        + clockJumps;
  }
}
