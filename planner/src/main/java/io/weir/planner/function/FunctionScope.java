package io.weir.planner.function;

import io.weir.parser.source.Span;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogFunction;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.catalog.ClassFunction;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.error.Bodies;
import io.weir.planner.error.PlanningException;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.user.UserFunctionException;
import io.weir.runtime.function.user.UserFunctionKind;
import io.weir.runtime.function.user.UserFunctionLoader;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The users' functions that one statement sees: finds them by name and loads their classes, each
 * once.
 */
public final class FunctionScope {
  private final Catalog catalog;
  private final Bodies bodies;
  private final UserFunctionLoader loader;
  private final ZoneId zone;
  private final Map<CatalogFunction, UserFunctionKind> loaded = new HashMap<>();
  private CatalogView.Home home;

  /**
   * @param bodies where positions of calls are looked up
   * @param zone the session's time zone
   */
  public FunctionScope(Catalog catalog, Bodies bodies, UserFunctionLoader loader, ZoneId zone) {
    this.catalog = catalog;
    this.bodies = bodies;
    this.loader = loader;
    this.zone = zone;
  }

  /** The temporary system function of a name, which hides a function of the dialect. */
  public Optional<CatalogFunction> findSystem(List<String> names) {
    return names.size() == 1 ? catalog.functions().findSystem(names.get(0)) : Optional.empty();
  }

  /** The function of a name with one to three parts. */
  public Optional<CatalogFunction> find(List<String> names) {
    return catalog.functions().find(path(names));
  }

  private ObjectPath path(List<String> names) {
    if (home == null || names.size() > 1) {
      return catalog.resolve(names);
    }
    return new ObjectPath(home.catalog(), home.database(), names.get(0));
  }

  /** The names of all functions that can be called without naming a database. */
  public List<String> names() {
    return catalog.functions().visible(catalog.currentCatalog(), catalog.currentDatabase()).stream()
        .map(function -> function.path().name())
        .toList();
  }

  /** The database in which unqualified names are looked up. */
  public String currentDatabase() {
    return home == null ? catalog.currentDatabase() : home.database();
  }

  /** Does something while unqualified names are looked up elsewhere. */
  public <T> T in(CatalogView.Home other, Supplier<T> action) {
    CatalogView.Home before = home;
    home = other;
    try {
      return action.get();
    } finally {
      home = before;
    }
  }

  /** Where functions' bodies are registered. */
  public Bodies bodies() {
    return bodies;
  }

  /** Where something is written, as the runtime names it in errors. */
  public SourcePosition position(SqlParserPos position) {
    return bodies
        .span(position)
        .map((Span span) -> new SourcePosition(span.line(), span.column()))
        .orElse(SourcePosition.NONE);
  }

  /**
   * The function that a class implements.
   *
   * @param position of the call, for errors
   * @throws PlanningException if it cannot be loaded, or its jar is another than it was
   */
  public UserFunctionKind load(ClassFunction function, SqlParserPos position) {
    UserFunctionKind known = loaded.get(function);
    if (known != null) {
      return known;
    }
    try {
      UserFunctionKind kind = load(function, loader, zone);
      loaded.put(function, kind);
      return kind;
    } catch (UserFunctionException fault) {
      throw new PlanningException(
          position,
          "function \"" + function.path().name() + "\": " + fault.getMessage(),
          fault.hint());
    }
  }

  /**
   * The same without a call.
   *
   * @throws UserFunctionException if it cannot be loaded, or its jar is another than it was
   */
  public static UserFunctionKind load(
      ClassFunction function, UserFunctionLoader loader, ZoneId zone) {
    List<Path> jars = function.jars().stream().map(Path::of).toList();
    for (int i = 0; i < jars.size(); i++) {
      if (!loader.hash(jars.get(i)).equals(function.hashes().get(i))) {
        throw new UserFunctionException(
            "jar '" + jars.get(i) + "' has changed since the function was created",
            "put the old jar back, or start afresh with the new one: DROP FUNCTION and CREATE"
                + " FUNCTION again, or weir run --fresh");
      }
    }
    Class<?> type = loader.load(function.className(), jars);
    return UserFunctionKind.of(function.path().name(), type, function.options(), zone);
  }
}
