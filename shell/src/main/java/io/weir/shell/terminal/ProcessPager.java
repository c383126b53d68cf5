package io.weir.shell.terminal;

import io.weir.shell.render.Pager;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jline.terminal.Terminal;

/** What {@code $PAGER} says, or less where there is one. */
final class ProcessPager implements Pager {
  private final Terminal terminal;

  ProcessPager(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int screenLines() {
    return Math.max(1, terminal.getHeight() - 1);
  }

  @Override
  public Optional<OutputStream> open() throws IOException {
    Optional<String> command = command();
    if (command.isEmpty()) {
      return Optional.empty();
    }
    Process process =
        new ProcessBuilder("sh", "-c", command.get())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Optional.of(new Text(process));
  }

  /** Lines that are wider than the screen are cut rather than wrapped; the arrows show the rest. */
  private static Optional<String> command() {
    String chosen = System.getenv("PAGER");
    if (chosen != null) {
      return chosen.isBlank() ? Optional.empty() : Optional.of(chosen);
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    boolean hasLess =
        Arrays.stream(path.split(":"))
            .filter(directory -> !directory.isEmpty())
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "less")));
    return hasLess ? Optional.of("less -S") : Optional.empty();
  }

  /** What goes to the process, and ends with it. */
  private static final class Text extends FilterOutputStream {
    private final Process process;

    Text(Process process) {
      super(process.getOutputStream());
      this.process = process;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        // Left before the end: what was not shown is not missed.
      }
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        process.destroy();
        Thread.currentThread().interrupt();
      }
    }
  }
}
