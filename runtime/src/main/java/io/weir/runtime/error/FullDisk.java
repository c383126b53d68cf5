package io.weir.runtime.error;

/** Knows the faults in which only room on a disk is missing: they pass without any mending. */
public final class FullDisk {
  private FullDisk() {}

  /** Whether a fault, or what has caused it, is a full disk or an exhausted quota. */
  public static boolean hasCaused(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("quota exceeded")) {
        return true;
      }
    }
    return false;
  }
}
