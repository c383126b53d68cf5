package io.weir.shell.run;

import io.weir.parser.source.Variables;
import io.weir.runtime.connector.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values for {@code ${NAME}}: those given on the command line, then the environment. Remembers
 * which were used.
 */
public final class ScriptVariables implements Variables.Lookup {
  private final SortedMap<String, String> given;
  private final Map<String, String> environment;
  private final SortedSet<String> fromEnvironment = new TreeSet<>();

  /**
   * @param given by {@code --var}
   * @param environment the fallback
   */
  public ScriptVariables(Map<String, String> given, Map<String, String> environment) {
    this.given = new TreeMap<>(given);
    this.environment = environment;
  }

  @Override
  public Optional<String> value(String name) {
    if (given.containsKey(name)) {
      return Optional.of(given.get(name));
    }
    if (environment.containsKey(name)) {
      fromEnvironment.add(name);
    }
    return Optional.ofNullable(environment.get(name));
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>(environment.keySet());
    names.addAll(given.keySet());
    return names;
  }

  /** The values that were given. */
  SortedMap<String, String> given() {
    return given;
  }

  /** The names that were looked up in the environment so far. */
  SortedSet<String> fromEnvironment() {
    return fromEnvironment;
  }

  /** The values that were given, but for secrets, which are not written down. */
  SortedMap<String, String> givenOpenly() {
    SortedMap<String, String> open = new TreeMap<>(given);
    open.keySet().removeIf(Secrets::isSecret);
    return open;
  }

  /** These values with others in the place of those given; secrets stay, which are never others. */
  ScriptVariables withGiven(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(given);
    all.keySet().removeIf(name -> !Secrets.isSecret(name));
    all.putAll(others);
    return new ScriptVariables(all, environment);
  }
}
