package io.weir.runtime.connector.file.sink;

/**
 * When an open file is ended, to be published with the next checkpoint. Time is looked at when a
 * barrier comes, since nothing can become visible in between.
 *
 * @param fileSizeBytes end it when it has grown to this size
 * @param rolloverMillis end it when it has been open for this long
 * @param inactivityMillis end it when nothing has been written to it for this long
 */
public record RollingPolicy(long fileSizeBytes, long rolloverMillis, long inactivityMillis) {
  boolean isDueBySize(PartFile file) {
    return file.length() >= fileSizeBytes;
  }

  boolean isDueByTime(PartFile file, long nowMillis) {
    return nowMillis - file.createdMillis() >= rolloverMillis
        || nowMillis - file.lastWriteMillis() >= inactivityMillis;
  }
}
