package io.weir.runtime.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which options and variables are secret, and what is shown in their place. */
public final class Secrets {
  /** What is shown in the place of a secret. */
  public static final String HIDDEN = "******";

  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "secret",
          "token",
          "apikey",
          "api-key",
          "api_key",
          "service-key",
          "auth-params",
          "basic-auth",
          "jaas.config",
          "access-key",
          "access_key",
          "credential");

  private static final Pattern USER_INFO = Pattern.compile("(//[^/@:]*):[^/@]*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;][^=&;]*(?:password|passwd|secret|token)[^=&;]*=)[^&;]*");

  private Secrets() {}

  /** Whether the value of an option or variable of this name is secret. */
  public static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }

  /** Options with everything that is secret hidden, also within urls. */
  public static Map<String, String> hidden(Map<String, String> options) {
    Map<String, String> shown = new LinkedHashMap<>();
    options.forEach((key, value) -> shown.put(key, isSecret(key) ? HIDDEN : withoutSecrets(value)));
    return shown;
  }

  private static String withoutSecrets(String value) {
    if (!value.contains("//")) {
      return value;
    }
    String user = USER_INFO.matcher(value).replaceAll("$1:" + HIDDEN + "@");
    return PARAMETER.matcher(user).replaceAll("$1" + HIDDEN);
  }
}
