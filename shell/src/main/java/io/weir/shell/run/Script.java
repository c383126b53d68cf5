package io.weir.shell.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A text of statements and what identifies its runs.
 *
 * @param id identifies the runs of this script in a data directory: made from the canonical path of
 *     a file, from the text otherwise
 * @param name a short name, from which jobs are named
 * @param origin what to call it in messages, such as the file as the user wrote it
 * @param text the statements
 */
public record Script(String id, String name, String origin, String text) {
  /** The script in a file. */
  public static Script ofFile(String path) throws IOException {
    Path file = Path.of(path);
    if (Files.isDirectory(file)) {
      throw new IOException(path + " is a directory; name a file of SQL statements");
    }
    try {
      String text = Files.readString(file);
      String base = file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
      return new Script(Hashes.shortHash("file:" + file.toRealPath()), safeName(base), path, text);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + path, e);
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is not text in UTF-8", e);
    }
  }

  /** Statements given on the command line. */
  public static Script ofCommandLine(String text) {
    return new Script(Hashes.shortHash("text:" + text), "command-line", "the command line", text);
  }

  /** Statements from standard input, read to its end. */
  public static Script ofStandardInput(InputStream input) throws IOException {
    String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    return new Script(Hashes.shortHash("text:" + text), "standard-input", "standard input", text);
  }

  /** Several files as one run, each keeping its own text. */
  public static String idOf(List<Script> scripts) {
    return scripts.size() == 1
        ? scripts.get(0).id()
        : Hashes.shortHash(String.join("\n", scripts.stream().map(Script::id).toList()));
  }

  /** Whether the text stands in a file, whose name belongs into messages. */
  public boolean isFile() {
    return !origin.startsWith("the command") && !origin.startsWith("standard");
  }

  private static String safeName(String text) {
    return text.replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
