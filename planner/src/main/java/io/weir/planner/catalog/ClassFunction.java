package io.weir.planner.catalog;

import io.weir.parser.statement.SqlQuoting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function that a class implements.
 *
 * @param jars absolute paths of the jars in which the class and what it uses are looked for; empty
 *     for the engine's own class path
 * @param hashes the SHA-256 of each jar as it was when the function was made
 * @param options for the function itself
 */
public record ClassFunction(
    ObjectPath path,
    boolean isTemporary,
    boolean isSystem,
    String className,
    List<String> jars,
    List<String> hashes,
    Map<String, String> options)
    implements CatalogFunction {
  /** The option of CREATE FUNCTION that holds the hashes, separated by commas. */
  public static final String HASHES = "jar.sha256";

  public ClassFunction {
    jars = List.copyOf(jars);
    hashes = List.copyOf(hashes);
    options = Map.copyOf(options);
    if (jars.size() != hashes.size()) {
      throw new IllegalArgumentException(jars + " with hashes " + hashes);
    }
  }

  @Override
  public Optional<CatalogView.Home> home() {
    return Optional.empty();
  }

  @Override
  public String toDdl() {
    Map<String, String> all = new LinkedHashMap<>(new java.util.TreeMap<>(options));
    if (!hashes.isEmpty()) {
      all.put(HASHES, String.join(",", hashes));
    }
    List<String> with = new ArrayList<>();
    all.forEach(
        (key, value) -> with.add(SqlQuoting.string(key) + " = " + SqlQuoting.string(value)));
    String using =
        jars.stream().map(jar -> "JAR " + SqlQuoting.string(jar)).collect(Collectors.joining(", "));
    return "CREATE "
        + (isSystem ? "TEMPORARY SYSTEM " : isTemporary ? "TEMPORARY " : "")
        + "FUNCTION "
        + (isSystem ? SqlQuoting.name(path.name()) : path.toSql())
        + " AS "
        + SqlQuoting.string(className)
        + (using.isEmpty() ? "" : " USING " + using)
        + (with.isEmpty() ? "" : " WITH (" + String.join(", ", with) + ")");
  }
}
