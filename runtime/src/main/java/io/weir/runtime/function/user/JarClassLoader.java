package io.weir.runtime.function.user;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads the classes of some jars from memory. Of the engine its classes see {@code
 * io.weir.function} only, so a jar can bring any version of any library; static variables are those
 * of one job.
 */
final class JarClassLoader extends ClassLoader {
  private static final String API = "io.weir.function.";

  private final ClassLoader engine;
  private final List<JarContents> jars;

  JarClassLoader(List<JarContents> jars) {
    super("user functions", ClassLoader.getPlatformClassLoader());
    this.engine = JarClassLoader.class.getClassLoader();
    this.jars = List.copyOf(jars);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(API)) {
      return engine.loadClass(name);
    }
    byte[] bytes = entry(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] entry(String name) {
    for (JarContents jar : jars) {
      byte[] bytes = jar.entries().get(name);
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }

  @Override
  protected URL findResource(String name) {
    byte[] bytes = entry(name);
    return bytes == null ? null : url(name, bytes);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    List<URL> found =
        jars.stream()
            .map(jar -> jar.entries().get(name))
            .filter(bytes -> bytes != null)
            .map(bytes -> url(name, bytes))
            .toList();
    return Collections.enumeration(found);
  }

  private static URL url(String name, byte[] bytes) {
    try {
      return new URL("memory", "", -1, "/" + name, new MemoryHandler(bytes));
    } catch (MalformedURLException e) {
      throw new AssertionError("the name of a resource: " + name, e);
    }
  }

  /** Opens an entry that is in memory. */
  private static final class MemoryHandler extends URLStreamHandler {
    private final byte[] bytes;

    MemoryHandler(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
