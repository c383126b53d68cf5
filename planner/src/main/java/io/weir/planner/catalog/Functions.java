package io.weir.planner.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The functions that users have defined, by name in any case of letters. Temporary ones hide
 * permanent ones of the same name.
 */
public final class Functions {
  private final Map<ObjectPath, CatalogFunction> permanent = new TreeMap<>(Functions::compare);
  private final Map<ObjectPath, CatalogFunction> temporary = new TreeMap<>(Functions::compare);
  private final SortedMap<String, CatalogFunction> system = new TreeMap<>();

  private static int compare(ObjectPath left, ObjectPath right) {
    int order = left.catalog().compareTo(right.catalog());
    order = order != 0 ? order : left.database().compareTo(right.database());
    return order != 0 ? order : key(left.name()).compareTo(key(right.name()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The temporary system function of a name. */
  public Optional<CatalogFunction> findSystem(String name) {
    return Optional.ofNullable(system.get(key(name)));
  }

  /** The function of a full name. */
  public Optional<CatalogFunction> find(ObjectPath path) {
    return Optional.ofNullable(temporary.getOrDefault(path, permanent.get(path)));
  }

  /** The function that is of exactly this permanence. */
  public Optional<CatalogFunction> find(ObjectPath path, boolean isTemporary, boolean isSystem) {
    return isSystem
        ? findSystem(path.name())
        : Optional.ofNullable((isTemporary ? temporary : permanent).get(path));
  }

  /** Adds a function, in the place of the one of the same name and permanence. */
  public void put(CatalogFunction function) {
    if (function.isSystem()) {
      system.put(key(function.path().name()), function);
    } else {
      (function.isTemporary() ? temporary : permanent).put(function.path(), function);
    }
  }

  /** Removes a function. */
  public void remove(CatalogFunction function) {
    if (function.isSystem()) {
      system.remove(key(function.path().name()));
    } else {
      (function.isTemporary() ? temporary : permanent).remove(function.path());
    }
  }

  /** Removes the functions of a database, or of all databases of a catalog. */
  void removeAll(String catalog, Optional<String> database) {
    for (Map<ObjectPath, CatalogFunction> functions : List.of(permanent, temporary)) {
      functions
          .keySet()
          .removeIf(
              path ->
                  path.catalog().equals(catalog)
                      && database.map(path.database()::equals).orElse(true));
    }
  }

  /** What can be called without naming a database, when this one is current. */
  public List<CatalogFunction> visible(String catalog, String database) {
    SortedMap<String, CatalogFunction> visible = new TreeMap<>();
    for (Map<ObjectPath, CatalogFunction> functions : List.of(permanent, temporary)) {
      functions.forEach(
          (path, function) -> {
            if (path.catalog().equals(catalog) && path.database().equals(database)) {
              visible.put(key(path.name()), function);
            }
          });
    }
    visible.putAll(system);
    return List.copyOf(visible.values());
  }

  /** Those that are stored, each behind those that its text may call. */
  List<CatalogFunction> stored() {
    List<CatalogFunction> waiting = new ArrayList<>(permanent.values());
    List<CatalogFunction> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      CatalogFunction next =
          waiting.stream()
              .filter(function -> waiting.stream().noneMatch(other -> mentions(function, other)))
              .findFirst()
              .orElse(waiting.get(0));
      waiting.remove(next);
      ordered.add(next);
    }
    return ordered;
  }

  private static boolean mentions(CatalogFunction function, CatalogFunction other) {
    return function != other
        && function instanceof SqlFunction sql
        && Pattern.compile("\\b" + Pattern.quote(key(other.path().name())) + "`?\\s*\\(")
            .matcher(key(sql.body().text()))
            .find();
  }
}
