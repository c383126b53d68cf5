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
 */
record ServerError(String message, Optional<Place> place) {
  private static final Pattern RANGE =
      Pattern.compile("[Ff]rom line (\\d+), column (\\d+) to line (\\d+), column (\\d+)(?:: )?");
  private static final Pattern POINT =
      Pattern.compile("\\s*[Aa]t line (\\d+), column (\\d+)[.:]? ?");
  private static final Pattern CAUSE = Pattern.compile("^Caused by: [\\w.$]+(?:: (.*))?$");
  private static final Pattern FIRST = Pattern.compile("^[\\w$]+(?:\\.[\\w$]+)+(?:: (.*))?$");
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
        return new ServerError(text.strip(), place);
      }
    }
    return new ServerError(message, Optional.empty());
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
        String text = cause.matches() ? cause.group(1) : first.group(1);
        open = new StringBuilder(text == null ? "" : text);
        lines = 1;
      } else if (line.startsWith("\tat ") || line.startsWith("End of exception")) {
        add(open, messages);
        open = null;
      } else if (open != null && lines++ < MOST_LINES) {
        open.append('\n').append(line);
      }
    }
    add(open, messages);
    return messages;
  }

  private static void add(StringBuilder message, List<String> messages) {
    if (message != null && !message.toString().isBlank()) {
      messages.add(message.toString().strip());
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

  /** What to do about it, where that is known. */
  Optional<String> hint() {
    if (message.contains("Could not find any factory for identifier")) {
      return Optional.of(
          "put the connector's or format's jar into lib/ of the gateway and of the cluster and start them"
              + " again, or ADD JAR it; weir submit --check lists what is needed");
    }
    if (message.contains("NoResourceAvailable")
        || message.contains("Could not acquire the minimum required resources")) {
      return Optional.of(
          "the cluster has not enough free slots: start task managers, stop other jobs, or SET"
              + " 'parallelism.default' lower");
    }
    if (message.contains("ClassNotFoundException") || message.contains("NoClassDefFoundError")) {
      return Optional.of("a jar is missing in lib/ of the cluster, or differs from the gateway's");
    }
    if (message.contains("stream mode")
        || message.contains("for streaming")
        || message.contains("Non-time attribute sort")) {
      return Optional.of(
          "Flink can do this in BATCH mode only: SET 'execution.runtime-mode' = 'BATCH', over inputs that end");
    }
    if (message.contains("Connection refused") || message.contains("Failed to submit JobGraph")) {
      return Optional.of(
          "the gateway does not reach its cluster: see rest.address and rest.port in its configuration");
    }
    return Optional.empty();
  }
}
