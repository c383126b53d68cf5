package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.parser.ScriptParser;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.Planner;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.time.SystemClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what {@code docs/user-functions.md} says: compiles its classes, puts them into a jar, runs
 * its scripts, and compares what they give.
 */
class UserFunctionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "user-functions.md");
  private static final Pattern BLOCK =
      Pattern.compile("```(java|sql|text)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void theExamplesOfThePageRun() throws IOException {
    Path jar = directory.resolve("words.jar");
    String script = "";
    int compared = 0;
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      String text = blocks.group(2);
      switch (blocks.group(1)) {
        case "java" -> compile(text, jar);
        case "sql" -> script = text.replace("words.jar", jar.toString());
        default -> {
          assertEquals(text.strip(), String.join("\n", run(script)));
          compared++;
        }
      }
    }
    assertEquals(2, compared);
  }

  @Test
  void aJarThatHasChangedIsRefused() throws IOException {
    Path jar = directory.resolve("one.jar");
    compile(one("1"), jar);
    String created = define("CREATE FUNCTION uno AS 'demo.One' USING JAR '" + jar + "'");
    assertTrue(created.contains("jar.sha256"), created);
    assertEquals(created, define(created));
    compile(one("2"), jar);
    PlanException refused = assertThrows(PlanException.class, () -> define(created));
    assertTrue(refused.getMessage().contains("has changed since"), refused.getMessage());
  }

  /** What a job description would keep of a statement. */
  private static String define(String statement) {
    Planner planner = new Planner(Connectors.standard(SystemClock.INSTANCE));
    Planned planned =
        planner.plan(ScriptParser.parseAll(statement).get(0), new Catalog(), Settings.DEFAULTS);
    return ((Planned.Done) planned).definition().orElseThrow();
  }

  private static String one(String value) {
    return "package demo;\npublic class One extends io.weir.function.ScalarFunction {"
        + " public int eval() { return "
        + value
        + "; } }";
  }

  private List<String> run(String script) throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    Course.Result result =
        Course.STRAIGHT.run(script, Map.of("OUT", out.toString()), Optional.empty());
    return Outputs.lines(result, out);
  }

  private void compile(String source, Path jar) throws IOException {
    Path root = Files.createTempDirectory(directory, "classes");
    Matcher name = Pattern.compile("public class (\\w+)").matcher(source);
    assertTrue(name.find());
    Path file = root.resolve(name.group(1) + ".java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath = System.getProperty("java.class.path");
    List<String> arguments =
        List.of("-cp", classPath, "-proc:none", "-d", root.toString(), file.toString());
    assertEquals(0, compiler.run(null, null, null, arguments.toArray(String[]::new)));
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(bytes)) {
      for (Path one : classes(root)) {
        entries.putNextEntry(new JarEntry(root.relativize(one).toString()));
        entries.write(Files.readAllBytes(one));
      }
    }
  }

  private static List<Path> classes(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return new ArrayList<>(files.filter(f -> f.toString().endsWith(".class")).sorted().toList());
    }
  }
}
