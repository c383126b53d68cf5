package io.weir.runtime.function.user;

import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the classes of one job's functions. Functions with the same jars share a class loader; two
 * jobs share none.
 */
public final class UserFunctionLoader {
  private final FileSystem files;
  private final Map<Path, JarContents> jars = new HashMap<>();
  private final Map<List<Path>, ClassLoader> loaders = new HashMap<>();

  /** A loader of jars in {@code files} that has not loaded any. */
  public UserFunctionLoader(FileSystem files) {
    this.files = files;
  }

  /**
   * The class of a function.
   *
   * @param jars where it and what it uses are looked for; if empty, the engine's own class path
   * @throws UserFunctionException if it cannot be loaded
   */
  public Class<?> load(String className, List<Path> jars) {
    ClassLoader loader =
        jars.isEmpty()
            ? UserFunctionLoader.class.getClassLoader()
            : loaders.computeIfAbsent(List.copyOf(jars), this::open);
    try {
      return Class.forName(className, true, loader);
    } catch (ClassNotFoundException e) {
      throw notFound(className, jars, e);
    } catch (LinkageError e) {
      throw new UserFunctionException(
          "class '" + className + "' cannot be loaded: " + e,
          "build the jar for Java " + Runtime.version().feature() + " with all that it uses",
          e);
    }
  }

  private UserFunctionException notFound(
      String className, List<Path> jars, ClassNotFoundException cause) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    Optional<String> near =
        jars.stream()
            .flatMap(jar -> contents(jar).entries().keySet().stream())
            .filter(entry -> entry.matches("(.*[/$])?" + simple + "\\.class"))
            .map(entry -> entry.replaceAll("\\.class$", "").replace('/', '.'))
            .sorted()
            .findFirst();
    return new UserFunctionException(
        jars.isEmpty()
            ? "there is no class '" + className + "'"
            : "there is no class '" + className + "' in " + quoted(jars),
        near.map(name -> "did you mean '" + name + "'?")
            .orElse(
                jars.isEmpty()
                    ? "name the jar that has it: USING JAR 'path', or ADD JAR 'path' before"
                    : null),
        cause);
  }

  private static String quoted(List<Path> jars) {
    List<String> names = new ArrayList<>();
    jars.forEach(jar -> names.add("'" + jar + "'"));
    return String.join(", ", names);
  }

  /**
   * The SHA-256 of a jar file, in hex.
   *
   * @throws UserFunctionException if it cannot be read
   */
  public String hash(Path jar) {
    return contents(jar).sha256();
  }

  private ClassLoader open(List<Path> paths) {
    return new JarClassLoader(paths.stream().map(this::contents).toList());
  }

  private JarContents contents(Path jar) {
    JarContents known = jars.get(jar);
    if (known == null) {
      known = read(jar);
      jars.put(jar, known);
    }
    return known;
  }

  private JarContents read(Path jar) {
    try {
      if (!files.exists(jar) || files.isDirectory(jar)) {
        throw new UserFunctionException("there is no jar '" + jar + "'", null);
      }
      JarContents contents = JarContents.of(files.readAll(jar));
      if (contents.entries().isEmpty()) {
        throw new UserFunctionException("'" + jar + "' is no jar, or an empty one", null);
      }
      return contents;
    } catch (IOException e) {
      throw new UserFunctionException("jar '" + jar + "' cannot be read: " + e, null, e);
    }
  }
}
