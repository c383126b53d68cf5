package io.weir.shell.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's stack trace says to people: the message of its innermost cause, and the place in
 * the statement if it names one.
 *
 * @param message without places and class names
 * @param place the place in the statement
 * @param hint what to do about it, where that is known
 */
record ServerError(String message, Optional<Place> place, Optional<String> hint) {
  private static final Pattern RANGE =
      Pattern.compile("[Ff]rom line (\\d+), column (\\d+) to line (\\d+), column (\\d+)(?:: )?");
  private static final Pattern POINT =
      Pattern.compile("\\s*[Aa]t line (\\d+), column (\\d+)[.:]? ?");
  private static final Pattern CAUSE = Pattern.compile("^Caused by: ([\\w.$]+)(?:: (.*))?$");
  private static final Pattern FIRST = Pattern.compile("^([\\w$]+(?:\\.[\\w$]+)+)(?:: (.*))?$");
  private static final Pattern CLASSES = Pattern.compile("^\\[?(?:(?:[\\w$]+\\.)+[\\w$]+: )+");
  private static final Pattern FRAME = Pattern.compile("\\tat |\\t\\.\\.\\. |End of exception");
  private static final Pattern REST_CLIENT =
      Pattern.compile("RestClusterClient|flink\\.shaded\\.netty4");
  private static final int MOST_LINES = 12;

  /** A piece of a statement; lines and columns count from 1, and the end is included. */
  record Place(int line, int column, int endLine, int endColumn) {}

  /** What a list of errors, as the gateway sends it, says. */
  static ServerError of(JsonNode errors) {
    StringBuilder all = new StringBuilder();
    errors.forEach(error -> all.append(error.asText()).append('\n'));
    return of(all.toString());
  }

  /** What a stack trace says. */
  static ServerError of(String trace) {
    List<String> messages = messages(trace);
    String message = messages.isEmpty() ? trace.strip() : messages.get(messages.size() - 1);
    for (int i = messages.size() - 1; i >= 0; i--) {
      Optional<Place> place = place(messages.get(i));
      if (place.isPresent()) {
        String text = POINT.matcher(RANGE.matcher(message).replaceAll("")).replaceAll("");
        return new ServerError(text.strip(), place, hint(trace));
      }
    }
    return new ServerError(message, Optional.empty(), hint(trace));
  }

  /** The messages of causes, outermost first. */
  private static List<String> messages(String trace) {
    List<String> messages = new ArrayList<>();
    StringBuilder open = null;
    int lines = 0;
    for (String line : trace.split("\n")) {
      Matcher cause = CAUSE.matcher(line);
      Matcher first = FIRST.matcher(line);
      if (cause.matches() || first.matches()) {
        add(open, messages);
        Matcher matched = cause.matches() ? cause : first;
        open = new StringBuilder(text(matched.group(1), matched.group(2)));
        lines = 1;
      } else if (FRAME.matcher(line).lookingAt()) {
        add(open, messages);
        open = null;
      } else if (open != null && lines++ < MOST_LINES) {
        open.append('\n').append(line);
      }
    }
    add(open, messages);
    return messages;
  }

  /** A single word, such as the name of a class that is missing, says nothing alone. */
  private static String text(String exception, String message) {
    if (message == null) {
      return "";
    }
    return message.matches("\\S+")
        ? exception.substring(exception.lastIndexOf('.') + 1) + ": " + message
        : message;
  }

  private static void add(StringBuilder message, List<String> messages) {
    if (message != null && !message.toString().isBlank()) {
      messages.add(CLASSES.matcher(message.toString().strip()).replaceFirst(""));
    }
  }

  private static Optional<Place> place(String message) {
    Matcher range = RANGE.matcher(message);
    if (range.find()) {
      return Optional.of(
          new Place(
              Integer.parseInt(range.group(1)),
              Integer.parseInt(range.group(2)),
              Integer.parseInt(range.group(3)),
              Integer.parseInt(range.group(4))));
    }
    Matcher point = POINT.matcher(message);
    if (point.find()) {
      int line = Integer.parseInt(point.group(1));
      int column = Integer.parseInt(point.group(2));
      return Optional.of(new Place(line, column, line, column));
    }
    return Optional.empty();
  }

  /** The innermost cause is not always the one that helps. */
  private static Optional<String> hint(String trace) {
    if (trace.contains("Could not find any factory for identifier")) {
      return Optional.of(
          "put the connector's or format's jar into lib/ of the gateway and of the cluster and"
              + " start them again, or ADD JAR it; weir submit --check lists what is needed");
    }
    if (trace.contains("NoResourceAvailable")
        || trace.contains("Could not acquire the minimum required resources")) {
      return Optional.of(
          "the cluster has not enough free slots: start task managers, stop other jobs, or SET"
              + " 'parallelism.default' lower");
    }
    if (trace.contains("ClassNotFoundException") || trace.contains("NoClassDefFoundError")) {
      return Optional.of("a jar is missing in lib/ of the cluster, or differs from the gateway's");
    }
    if (trace.contains("stream mode")
        || trace.contains("for streaming")
        || trace.contains("Non-time attribute sort")) {
      return Optional.of(
          "Flink can do this in BATCH mode only: SET 'execution.runtime-mode' = 'BATCH', over"
              + " inputs that end");
    }
    if (trace.contains("Not all required tasks are currently running")) {
      return Optional.of("the job is still starting, or ending: try again in a moment");
    }
    if (trace.contains("Connection refused") && REST_CLIENT.matcher(trace).find()) {
      return Optional.of(
          "the gateway does not reach its cluster: see rest.address and rest.port in its"
              + " configuration");
    }
    return Optional.empty();
  }
}
