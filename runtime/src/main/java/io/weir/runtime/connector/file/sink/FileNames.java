package io.weir.runtime.connector.file.sink;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one sink's files. No two sinks have the same incarnation, so that files of different
 * sinks in one directory are told apart.
 */
final class FileNames {
  private static final Pattern INCARNATION = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String STAGED = ".staged";
  private static final Pattern AFTER = Pattern.compile("\\.after-\\d+\\.inprogress$");

  private final String incarnation;
  private final Pattern inProgress;
  private final Pattern commitList;

  FileNames(String incarnation) {
    if (!INCARNATION.matcher(incarnation).matches()) {
      throw new IllegalArgumentException("not fit for a file name: '" + incarnation + "'");
    }
    this.incarnation = incarnation;
    commitList = Pattern.compile(Pattern.quote(incarnation) + "-(\\d+)\\.json");
    inProgress =
        Pattern.compile(
            "\\.part-"
                + Pattern.quote(incarnation)
                + "-\\d+-\\d+\\.[a-z.-]+\\.after-(\\d+)\\.inprogress");
  }

  /** The name of a file while it is being written. */
  String inProgress(int subtask, long counter, String suffix, long afterCheckpointId) {
    return String.format(
        ".part-%s-%d-%d.%s.after-%d.inprogress",
        incarnation, subtask, counter, suffix, afterCheckpointId);
  }

  /** The name under which an in-progress file is published. */
  static String published(String inProgressName) {
    Matcher after = AFTER.matcher(inProgressName);
    if (!inProgressName.startsWith(".") || !after.find()) {
      throw new IllegalArgumentException("not an in-progress file: " + inProgressName);
    }
    String name = inProgressName.substring(1, after.start());
    return name.endsWith(STAGED) ? name.substring(0, name.length() - STAGED.length()) : name;
  }

  /** The suffix of a file of rows from which one with another suffix will be made. */
  static String stagedSuffix(String suffix) {
    return suffix + STAGED;
  }

  /** The name, while it is being written, of the file that is made of an in-progress file. */
  static String made(String stagedName, long afterCheckpointId) {
    Matcher after = AFTER.matcher(stagedName);
    if (!after.find() || !stagedName.startsWith(STAGED, after.start() - STAGED.length())) {
      throw new IllegalArgumentException("not a file of gathered rows: " + stagedName);
    }
    return stagedName.substring(0, after.start() - STAGED.length())
        + ".after-"
        + afterCheckpointId
        + ".inprogress";
  }

  /**
   * The name, while it is being written, of the file that is made of several ended ones.
   *
   * @param first the name of the first of them
   * @param isStaged whether those hold gathered rows
   */
  static String merged(String first, boolean isStaged, long checkpointId) {
    String name = isStaged ? made(first, checkpointId) : first;
    Matcher after = AFTER.matcher(name);
    int suffix = name.indexOf('.', 1);
    if (!after.find() || suffix < 0) {
      throw new IllegalArgumentException("not an in-progress file: " + first);
    }
    return name.substring(0, suffix)
        + ".compacted"
        + name.substring(suffix, after.start())
        + ".after-"
        + checkpointId
        + ".inprogress";
  }

  /** After which checkpoint an in-progress file of this sink was begun; empty for other names. */
  OptionalLong begunAfter(String name) {
    Matcher matcher = inProgress.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** The checkpoint whose list a file is; empty for names that are no lists of this sink. */
  OptionalLong checkpointOf(String name) {
    Matcher matcher = commitList.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** The name of the list of what a checkpoint has published. */
  String commitList(long checkpointId) {
    return incarnation + "-" + checkpointId + ".json";
  }
}
