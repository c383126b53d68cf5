package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.file.FileLocation;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that the {@code path} of a table means: one file, a directory with all that is below
 * it, or a glob ({@code *}, {@code ?}, {@code [..]}, {@code {a,b}}, {@code **}). Below a directory,
 * names that begin with {@code .} or {@code _} are hidden, as they are for Hive and Flink.
 *
 * @param text as written in the table
 * @param regex which absolute paths to keep, or null for all
 */
record FilePattern(String text, Pattern regex) {
  /** Where jobs that write to a directory list what they have done. */
  private static final String WRITTEN = "_weir";

  private static final String GLOB_CHARACTERS = "*?[{";
  private static final int SUGGESTIONS_FROM = 1_000;

  /**
   * The pattern of a table.
   *
   * @param path a path, relative to the current directory or absolute, or a {@code file:} URL
   * @param regex may be null
   * @throws IllegalArgumentException saying what is wrong with {@code path} or {@code regex}
   */
  static FilePattern of(String path, String regex) {
    try {
      return new FilePattern(
          FileLocation.localPath(path), regex == null ? null : Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + e.getMessage(), e);
    }
  }

  /**
   * The files, by path in the order of its characters; none in a directory that jobs have written
   * to and that has been overwritten by nothing.
   *
   * @throws WeirException if there are none or something cannot be read
   */
  List<Path> list() throws IOException {
    List<Path> found = listIfAny();
    if (found.isEmpty() && !Files.isDirectory(absolute().resolve(WRITTEN))) {
      throw WeirException.permanent(
          nothing(),
          regex != null
              ? "'source.path.regex-pattern' must match the whole absolute path: " + regex
              : "files and directories whose names begin with '.' or '_' are not read");
    }
    return found;
  }

  /**
   * The files, by path in the order of its characters; perhaps none.
   *
   * @throws WeirException if something cannot be read, or the path is not there and no glob
   */
  List<Path> listIfAny() throws IOException {
    Path path = absolute();
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(path)) {
      walk(path, null, found);
    } else if (Files.exists(path)) {
      found.add(path);
    } else if (isGlob()) {
      Path base = globBase(path);
      if (Files.isDirectory(base)) {
        walk(base, FileSystems.getDefault().getPathMatcher("glob:" + path), found);
      }
    } else {
      throw missing(path);
    }
    if (regex != null) {
      found.removeIf(file -> !regex.matcher(file.toString()).matches());
    }
    found.sort((a, b) -> a.toString().compareTo(b.toString()));
    return found;
  }

  private Path absolute() {
    return Path.of(text).toAbsolutePath().normalize();
  }

  private String nothing() {
    Path path = absolute();
    if (Files.isDirectory(path)) {
      return "directory '" + text + "' holds no files" + shown(path);
    }
    return Files.exists(path)
        ? "file '" + text + "' does not match the pattern"
        : "no file matches '" + text + "'" + shown(path);
  }

  private boolean isGlob() {
    return text.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }

  /** The part of the path before the first name with a wildcard. */
  private static Path globBase(Path path) {
    Path base = path.getRoot();
    for (Path name : path) {
      if (name.toString().chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0)) {
        return base;
      }
      base = base.resolve(name);
    }
    return base;
  }

  /** The absolute path in brackets where the text is relative. */
  private String shown(Path path) {
    return Path.of(text).isAbsolute() ? "" : " (" + path + ")";
  }

  private WeirException missing(Path path) throws IOException {
    Path existing = path.getParent();
    Path name = path.getFileName();
    while (existing != null && !Files.isDirectory(existing)) {
      name = existing.getFileName();
      existing = existing.getParent();
    }
    String hint = null;
    if (existing != null && name != null) {
      List<String> names;
      try (Stream<Path> entries = Files.list(existing)) {
        names =
            entries.limit(SUGGESTIONS_FROM).map(e -> e.getFileName().toString()).sorted().toList();
      }
      hint =
          Suggestions.nearest(name.toString(), names)
              .map(near -> "did you mean \"" + near + "\"?")
              .orElse(
                  existing.equals(path.getParent())
                      ? null
                      : "directory '" + existing + "' holds no \"" + name + "\"");
    }
    return WeirException.permanent("path '" + text + "' does not exist" + shown(path), hint);
  }

  /** Collects the files below {@code root}, and where {@code matcher} is not null, that match. */
  private static void walk(Path root, PathMatcher matcher, List<Path> found) throws IOException {
    EnumSet<FileVisitOption> options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
    Files.walkFileTree(root, options, Integer.MAX_VALUE, new Collector(root, matcher, found));
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final PathMatcher matcher;
    private final List<Path> found;

    Collector(Path root, PathMatcher matcher, List<Path> found) {
      this.root = root;
      this.matcher = matcher;
      this.found = found;
    }

    private static boolean isHidden(Path path) {
      String name = path.getFileName().toString();
      return name.startsWith(".") || name.startsWith("_");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (directory.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (isHidden(directory)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (matcher != null && matcher.matches(directory)) {
        walk(directory, null, found);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean isWanted = matcher == null || matcher.matches(file);
      if (attributes.isRegularFile() && !isHidden(file) && isWanted) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** What went away, or was renamed, between being listed and being looked at, is not there. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (e instanceof NoSuchFileException || (!file.equals(root) && isHidden(file))) {
        return FileVisitResult.CONTINUE;
      }
      throw cannotRead(file, e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
      if (e == null || e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw cannotRead(directory, e);
    }

    private static WeirException cannotRead(Path file, IOException e) {
      return WeirException.permanent(
          "'" + file + "' cannot be read: " + e.getClass().getSimpleName(),
          "check its permissions, or narrow the table's path",
          e);
    }
  }
}
