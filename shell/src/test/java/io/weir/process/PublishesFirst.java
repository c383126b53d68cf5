package io.weir.process;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Breaks the order of commits: a manifest appears only when the next one is due, so that output is
 * published before its checkpoint exists.
 */
public final class PublishesFirst implements UnaryOperator<FileSystem> {
  private Path postponed;
  private byte[] content;

  @Override
  public FileSystem apply(FileSystem files) {
    return (FileSystem)
        Proxy.newProxyInstance(
            PublishesFirst.class.getClassLoader(),
            new Class<?>[] {FileSystem.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("rename") && isManifest((Path) arguments[1])) {
                postpone(files, (Path) arguments[0], (Path) arguments[1]);
                return null;
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static boolean isManifest(Path file) {
    return file.endsWith("MANIFEST.json") && !file.getParent().endsWith("0");
  }

  private synchronized void postpone(FileSystem files, Path from, Path to) throws IOException {
    if (postponed != null) {
      files.createDirectories(postponed.getParent());
      try (FileOutput output = files.create(postponed)) {
        output.write(content, 0, content.length);
        output.sync();
      }
    }
    content = files.readAll(from);
    postponed = to;
  }
}
