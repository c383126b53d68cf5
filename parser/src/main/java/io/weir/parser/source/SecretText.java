package io.weir.parser.source;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides the values of options that are secret in a script that is shown, and passwords in urls,
 * character by character, so that positions stay what they are. A variable is shown: it names a
 * secret and is none.
 */
final class SecretText {
  private static final String WORDS =
      "(?:password|passwd|secret|token|api-?key|access-key|credential|basic-auth|jaas\\.config)";

  /** In each, group 2 is the secret. */
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("(?i)('[^'\n]*" + WORDS + "[^'\n]*'\\s*=\\s*')(?!\\$\\{)((?:[^']|'')*)'"),
          Pattern.compile("(?i)([?&;][^=&;'\\s]*" + WORDS + "[^=&;'\\s]*=)(?!\\$\\{)([^&;'\\s]+)"),
          Pattern.compile("(//[^/@:'\\s]*:)(?!\\$\\{)([^/@'\\s]+)@"));

  private SecretText() {}

  static String hidden(String source) {
    StringBuilder hidden = new StringBuilder(source);
    for (Pattern pattern : SECRETS) {
      Matcher matcher = pattern.matcher(source);
      while (matcher.find()) {
        for (int i = matcher.start(2); i < matcher.end(2); i++) {
          if (source.charAt(i) != '\n' && source.charAt(i) != '\r') {
            hidden.setCharAt(i, '*');
          }
        }
      }
    }
    return hidden.toString();
  }
}
