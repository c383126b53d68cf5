package io.weir.runtime.connector.file;

import java.net.URI;

/** The {@code path} of a table as a path of this machine. */
public final class FileLocation {
  private FileLocation() {}

  /**
   * The path that is meant.
   *
   * @param path a path, relative to the current directory or absolute, or a {@code file:} URL
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static String localPath(String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("the path is empty");
    }
    int colon = path.indexOf(':');
    int slash = path.indexOf('/');
    if (colon < 2 || slash != colon + 1) {
      return path;
    }
    String scheme = path.substring(0, colon);
    if (!scheme.equals("file")) {
      throw new IllegalArgumentException(
          "file system \"" + scheme + "\" is not supported; only local files are");
    }
    String rest = path.substring(slash);
    if (rest.startsWith("//")) {
      int end = rest.indexOf('/', 2);
      String host = end < 0 ? rest.substring(2) : rest.substring(2, end);
      if (!host.isEmpty() && !host.equals("localhost")) {
        throw new IllegalArgumentException(
            "file URL names the host \"" + host + "\"; write file:///path for a local file");
      }
      rest = end < 0 ? "/" : rest.substring(end);
    }
    return rest.indexOf('%') < 0 ? rest : URI.create("file://" + rest).getPath();
  }
}
