package io.weir.runtime.file;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** The machine's file system, on which somebody else is at work at the same time. */
public final class Meddling {
  private Meddling() {}

  /** What somebody else does. */
  @FunctionalInterface
  public interface Meddler {
    /** Called before each call of a method; {@code path} is its first argument. */
    void before(String method, Path path) throws Exception;
  }

  /** A file system with {@code meddler} on it. */
  public static FileSystem by(Meddler meddler) {
    return (FileSystem)
        Proxy.newProxyInstance(
            Meddling.class.getClassLoader(),
            new Class<?>[] {FileSystem.class},
            (proxy, method, arguments) -> {
              meddler.before(method.getName(), (Path) arguments[0]);
              try {
                return method.invoke(LocalFileSystem.INSTANCE, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
