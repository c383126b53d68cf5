package io.weir.shell.render;

import io.weir.parser.source.SourceException;
import io.weir.runtime.error.WeirException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Faults as people read them: what happened, where, and what to do next. A fault that is ours asks
 * for a report; its stack trace is shown only where the environment has {@code WEIR_DEBUG}.
 */
public final class ErrorText {
  private ErrorText() {}

  /**
   * The fault as lines without a newline at the end.
   *
   * @param origin the file that the statement stands in, put before its position; empty for none
   * @param source the whole text that the statement stands in
   */
  public static String of(Throwable fault, String origin, String source) {
    Throwable cause = unwrap(fault);
    String text;
    if (cause instanceof SourceException error) {
      String place = origin.isEmpty() ? "" : origin + ":";
      text = place + error.render(source);
    } else if (cause instanceof WeirException error) {
      text = withHint("error: " + error.getMessage(), error.hint());
    } else if (cause instanceof FileSystemException error) {
      text = "error: " + describe(error);
    } else if (cause instanceof java.io.IOException error) {
      text = "error: " + error.getMessage();
    } else if (cause instanceof OutOfMemoryError) {
      text =
          withHint(
              "error: the process has run out of memory: " + cause.getMessage(),
              "give it more with WEIR_MEMORY or --set weir.memory=…; its last checkpoint is kept");
    } else if (cause instanceof OutOfMemoryException) {
      text =
          withHint(
              "error: the rows that are under way do not fit in the memory for batches: "
                  + cause.getMessage().split("\n", 2)[0],
              "give the process more with WEIR_MEMORY or --set weir.memory=…, or lower"
                  + " parallelism.default; its last checkpoint is kept");
    } else {
      text =
          withHint(
              "internal error: " + cause,
              "this is a fault in Weir; please report it with the script, and with what WEIR_DEBUG=1 in the"
                  + " environment adds to this message");
    }
    return System.getenv("WEIR_DEBUG") == null ? text : text + "\n" + stackTrace(fault);
  }

  private static String withHint(String text, String hint) {
    return hint == null || hint.isEmpty() ? text : text + "\nhint: " + hint;
  }

  private static Throwable unwrap(Throwable fault) {
    Throwable cause = fault;
    while ((cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause instanceof java.io.UncheckedIOException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String describe(FileSystemException error) {
    String reason = error.getReason();
    if (reason == null) {
      reason =
          switch (error.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "it does not exist";
            case "AccessDeniedException" -> "access is denied";
            case "FileAlreadyExistsException" -> "it exists already";
            case "NotDirectoryException" -> "it is not a directory";
            default -> error.getClass().getSimpleName();
          };
    }
    return error.getFile() + ": " + reason;
  }

  private static String stackTrace(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
