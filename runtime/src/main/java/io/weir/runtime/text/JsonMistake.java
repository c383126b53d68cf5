package io.weir.runtime.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words why a text is not JSON. */
public final class JsonMistake {
  private static final Pattern CHARACTER =
      Pattern.compile(
          "Unexpected character \\('(.*?)' \\(code .*?\\)\\)(?:: was expecting (?:either )?([^(]*))?.*",
          Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("Unrecognized token '(.*?)'.*", Pattern.DOTALL);
  private static final Pattern CLOSING =
      Pattern.compile("Unexpected close marker '(.)': expected '(.)'.*", Pattern.DOTALL);
  private static final Pattern ESCAPE =
      Pattern.compile("Unrecognized character escape '(.)'.*", Pattern.DOTALL);
  private static final Pattern REST = Pattern.compile("\\s*[\\[(\\n].*", Pattern.DOTALL);

  private static final Map<String, String> EXPECTED =
      Map.of(
          "comma to separate Object entries", "a comma between fields",
          "comma to separate Array entries", "a comma between elements",
          "double-quote to start field name", "a name in double quotes",
          "double-quote to start property name", "a name in double quotes",
          "a colon to separate field name and value", "a colon behind the name",
          "a colon to separate property name and value", "a colon behind the name",
          "a valid value", "a value",
          "valid name character", "a name in double quotes");

  private JsonMistake() {}

  /** What is wrong, as the end of a sentence. */
  public static String describe(JsonProcessingException mistake) {
    String message = mistake.getOriginalMessage();
    Matcher character = CHARACTER.matcher(message);
    if (character.matches()) {
      String expected = character.group(2) == null ? "" : character.group(2).strip();
      return "found '"
          + character.group(1)
          + "'"
          + (EXPECTED.containsKey(expected) ? ", expected " + EXPECTED.get(expected) : "");
    }
    Matcher token = TOKEN.matcher(message);
    if (token.matches()) {
      return "'" + token.group(1) + "' is not a value";
    }
    Matcher closing = CLOSING.matcher(message);
    if (closing.matches()) {
      return "found '" + closing.group(1) + "', expected '" + closing.group(2) + "'";
    }
    Matcher escape = ESCAPE.matcher(message);
    if (escape.matches()) {
      return "'\\" + escape.group(1) + "' in a string is no escape";
    }
    if (message.startsWith("Unexpected end-of-input")) {
      return "it ends too early";
    }
    if (message.startsWith("Illegal unquoted character")) {
      return "a string holds a control character, which must be escaped";
    }
    if (message.startsWith("Invalid UTF-8")) {
      return "it holds bytes that are not UTF-8";
    }
    if (message.startsWith("Invalid numeric value: Leading zeroes")) {
      return "a number begins with a zero that is too much";
    }
    String start = REST.matcher(message).replaceFirst("");
    return start.isEmpty()
        ? "it breaks the rules of JSON"
        : start.substring(0, 1).toLowerCase(Locale.ROOT) + start.substring(1);
  }
}
