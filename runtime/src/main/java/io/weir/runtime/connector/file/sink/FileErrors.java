package io.weir.runtime.connector.file.sink;

import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** What the file system's refusals mean to the user. */
final class FileErrors {
  private FileErrors() {}

  /** {@code bytes} more could not be written to {@code file}. */
  static WeirException writing(Path file, long bytes, IOException cause) {
    if (isDiskFull(cause)) {
      return WeirException.retryable(
          "the disk is full: " + bytes + " bytes could not be written to '" + file + "'",
          "make room on it; the job then goes on from its last checkpoint",
          cause);
    }
    return of("writing " + bytes + " bytes to '" + file + "'", cause);
  }

  /** {@code deed}, such as {@code renaming 'x'}, was refused. */
  static WeirException of(String deed, IOException cause) {
    if (isDiskFull(cause)) {
      return WeirException.retryable(
          deed + ": the disk is full",
          "make room on it; the job then goes on from its last checkpoint",
          cause);
    }
    String message = deed + ": " + reason(cause);
    return isPermanent(cause)
        ? WeirException.permanent(message, "check the path and its permissions", cause)
        : WeirException.retryable(
            message, "the job is started again from its last checkpoint", cause);
  }

  private static boolean isPermanent(IOException cause) {
    return cause instanceof AccessDeniedException
        || cause instanceof FileAlreadyExistsException
        || cause instanceof NoSuchFileException
        || text(cause).contains("read-only file system")
        || text(cause).contains("not a directory")
        || text(cause).contains("file name too long");
  }

  private static boolean isDiskFull(IOException cause) {
    return text(cause).contains("no space left") || text(cause).contains("quota exceeded");
  }

  private static String text(IOException cause) {
    return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException missing) {
      return "'" + missing.getFile() + "' does not exist";
    }
    if (cause instanceof FileAlreadyExistsException existing) {
      return "'" + existing.getFile() + "' is in the way";
    }
    if (cause instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return String.valueOf(cause.getMessage());
  }
}
