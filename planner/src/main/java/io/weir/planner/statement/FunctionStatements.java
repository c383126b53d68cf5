package io.weir.planner.statement;

import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.AddJar;
import io.weir.parser.statement.AlterFunction;
import io.weir.parser.statement.CreateFunction;
import io.weir.parser.statement.CreateSqlFunction;
import io.weir.parser.statement.Drop;
import io.weir.parser.statement.FunctionClass;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.RemoveJar;
import io.weir.parser.statement.StringLiteral;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.body.TypeNames;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogFunction;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.catalog.ClassFunction;
import io.weir.planner.catalog.Functions;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.catalog.SqlFunction;
import io.weir.planner.function.FunctionScope;
import io.weir.runtime.function.user.UserFunctionException;
import io.weir.runtime.function.user.UserFunctionKind;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE, ALTER and DROP FUNCTION, ADD and REMOVE JAR. */
final class FunctionStatements {
  private final Session session;
  private final Catalog catalog;
  private final Functions functions;

  FunctionStatements(Session session) {
    this.session = session;
    this.catalog = session.catalog();
    this.functions = catalog.functions();
  }

  Planned create(CreateFunction statement) {
    ObjectPath path = path(statement.name(), statement.system());
    if (exists(path, statement.temporary(), statement.system())) {
      if (statement.ifNotExists()) {
        return done("function \"" + path.name() + "\" exists already");
      }
      throw existing(path, statement.name());
    }
    ClassFunction function =
        classFunction(path, statement.temporary(), statement.system(), statement.implementation());
    UserFunctionKind kind = load(function, statement.implementation());
    functions.put(function);
    return defined("created " + kind.describe() + " \"" + path.name() + "\"", function);
  }

  private ClassFunction classFunction(
      ObjectPath path, boolean isTemporary, boolean isSystem, FunctionClass implementation) {
    if (!implementation.language().equals("JAVA") && !implementation.language().equals("SCALA")) {
      throw new PlanException(
          "functions in " + implementation.language() + " are not supported",
          implementation.className().span(),
          "write the function in Java");
    }
    Map<String, String> options = new LinkedHashMap<>(implementation.options().toMap());
    Optional<String> frozen = Optional.ofNullable(options.remove(ClassFunction.HASHES));
    Set<String> jars = new LinkedHashSet<>();
    for (StringLiteral jar : implementation.jars()) {
      jars.add(absolute(jar.value()));
    }
    if (frozen.isEmpty()) {
      jars.addAll(catalog.jars());
    }
    List<String> paths = List.copyOf(jars);
    List<String> hashes =
        frozen.isPresent()
            ? Arrays.asList(frozen.get().split(","))
            : paths.stream().map(jar -> hash(jar, implementation)).toList();
    if (hashes.size() != paths.size()) {
      throw new PlanException(
          "'"
              + ClassFunction.HASHES
              + "' has "
              + hashes.size()
              + " hashes for "
              + paths.size()
              + " jars",
          implementation
              .options()
              .find(ClassFunction.HASHES)
              .map(entry -> entry.value().span())
              .orElseThrow(),
          "leave it out: it is written by the engine");
    }
    return new ClassFunction(
        path, isTemporary, isSystem, implementation.className().value(), paths, hashes, options);
  }

  private static String absolute(String path) {
    String local = path.startsWith("file:") ? path.replaceFirst("^file:(//)?", "") : path;
    return Path.of(local).toAbsolutePath().normalize().toString();
  }

  private String hash(String jar, FunctionClass implementation) {
    try {
      return session.functions().hash(Path.of(jar));
    } catch (UserFunctionException fault) {
      Span place =
          implementation.jars().stream()
              .filter(literal -> absolute(literal.value()).equals(jar))
              .findFirst()
              .orElse(implementation.className())
              .span();
      throw new PlanException(fault.getMessage(), place, fault.hint());
    }
  }

  private UserFunctionKind load(ClassFunction function, FunctionClass implementation) {
    try {
      return FunctionScope.load(function, session.functions(), session.settings().timeZone());
    } catch (UserFunctionException fault) {
      throw new PlanException(fault.getMessage(), implementation.className().span(), fault.hint());
    }
  }

  Planned create(CreateSqlFunction statement) {
    ObjectPath path = path(statement.name(), statement.system());
    if (exists(path, statement.temporary(), statement.system())) {
      if (statement.ifNotExists()) {
        return done("function \"" + path.name() + "\" exists already");
      }
      throw existing(path, statement.name());
    }
    SqlFunction function =
        new SqlFunction(
            path,
            statement.temporary(),
            statement.system(),
            parameters(statement),
            TypeNames.resolve(statement.returns()),
            statement.body(),
            new CatalogView.Home(catalog.currentCatalog(), catalog.currentDatabase()));
    QueryPlanner planner =
        new QueryPlanner(
            session, statement.body().source(), statement.body().span(), Optional.empty());
    planner.guarded(
        p -> {
          p.translator().check(function);
          return function;
        });
    functions.put(function);
    return done("created SQL function \"" + path.name() + "\"");
  }

  private static Schema parameters(CreateSqlFunction statement) {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (CreateSqlFunction.Parameter parameter : statement.parameters()) {
      String name = parameter.name().name();
      if (!names.add(name)) {
        throw new PlanException(
            "there would be two parameters \"" + name + "\"",
            parameter.name().span(),
            (String) null);
      }
      fields.add(new Field(name, TypeNames.resolve(parameter.type())));
    }
    return new Schema(fields);
  }

  Planned alter(AlterFunction statement) {
    ObjectPath path = path(statement.name(), statement.system());
    Optional<CatalogFunction> old = functions.find(path, statement.temporary(), statement.system());
    if (old.isEmpty()) {
      if (statement.ifExists()) {
        return done("function \"" + path.name() + "\" does not exist");
      }
      throw unknown(statement.name());
    }
    ClassFunction function =
        classFunction(path, statement.temporary(), statement.system(), statement.implementation());
    load(function, statement.implementation());
    functions.put(function);
    return defined("changed function \"" + path.name() + "\"", function);
  }

  Planned drop(Drop statement) {
    ObjectPath path = path(statement.name(), statement.system());
    Optional<CatalogFunction> found =
        functions.find(path, statement.temporary(), statement.system());
    if (found.isPresent()) {
      functions.remove(found.get());
      return done("dropped function \"" + path.name() + "\"");
    }
    Optional<CatalogFunction> other =
        functions.find(path).or(() -> functions.findSystem(path.name()));
    if (other.isPresent()) {
      String kind =
          other.get().isSystem()
              ? "TEMPORARY SYSTEM FUNCTION"
              : other.get().isTemporary() ? "TEMPORARY FUNCTION" : "FUNCTION";
      throw new PlanException(
          "function \"" + path.name() + "\" is a " + kind,
          statement.name().span(),
          "write DROP " + kind + " " + path.name());
    }
    if (statement.ifExists()) {
      return done("function \"" + path.name() + "\" does not exist");
    }
    throw unknown(statement.name());
  }

  Planned addJar(AddJar statement) {
    String path = absolute(statement.path().value());
    try {
      session.functions().hash(Path.of(path));
    } catch (UserFunctionException fault) {
      throw new PlanException(fault.getMessage(), statement.path().span(), fault.hint());
    }
    catalog.addJar(path);
    return done("added jar '" + path + "'");
  }

  Planned removeJar(RemoveJar statement) {
    String path = absolute(statement.path().value());
    if (!catalog.removeJar(path)) {
      throw new PlanException(
          "jar '" + path + "' has not been added",
          statement.path().span(),
          Suggestions.hint(path, catalog.jars()));
    }
    return done("removed jar '" + path + "'");
  }

  private ObjectPath path(QualifiedName name, boolean isSystem) {
    if (isSystem && name.parts().size() > 1) {
      throw new PlanException(
          "a system function belongs to no database",
          name.span(),
          "write " + name.last().name() + " alone");
    }
    return catalog.resolveNew(name);
  }

  private boolean exists(ObjectPath path, boolean isTemporary, boolean isSystem) {
    return functions.find(path, isTemporary, isSystem).isPresent();
  }

  private static PlanException existing(ObjectPath path, QualifiedName name) {
    return new PlanException(
        "function \"" + path.name() + "\" exists already",
        name.span(),
        "write IF NOT EXISTS, or DROP FUNCTION " + path.name() + " before");
  }

  private PlanException unknown(QualifiedName name) {
    List<String> known = new ArrayList<>();
    functions
        .visible(catalog.currentCatalog(), catalog.currentDatabase())
        .forEach(function -> known.add(function.path().name()));
    return new PlanException(
        "function \"" + name.last().name() + "\" does not exist",
        name.span(),
        Suggestions.hint(name.last().name(), known));
  }

  private Planned done(String message) {
    return new Planned.Done(message, session.settings(), List.of());
  }

  /** The definition as text names jars by full paths and hashes. */
  private Planned defined(String message, ClassFunction function) {
    String definition = function.toDdl();
    boolean replaces = message.startsWith("changed");
    return new Planned.Done(
        message,
        session.settings(),
        List.of(),
        Optional.of(replaces ? "ALTER" + definition.substring("CREATE".length()) : definition));
  }
}
