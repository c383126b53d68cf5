package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Says what an error of RocksDB means and what to do about it. */
final class RocksDbErrors {
  private RocksDbErrors() {}

  /**
   * @param doing what was going on, such as "writing state"
   */
  static WeirException translate(String doing, Path directory, RocksDBException error) {
    String message =
        doing + " in " + directory + ": " + (error.getMessage() == null ? "" : error.getMessage());
    Status status = error.getStatus();
    if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
      return WeirException.retryable(
          "no space is left on the disk, " + message, "free some space and resume the job", error);
    }
    if (status != null && status.getSubCode() == Status.SubCode.MemoryLimit) {
      return WeirException.permanent(
          "RocksDB needs more memory than it has, " + message, "raise weir.memory", error);
    }
    if (status != null && status.getCode() == Status.Code.Corruption) {
      return WeirException.permanent(
          "the stored state is damaged, " + message,
          "check the disk; \"weir checkpoints JOB verify\" tells which checkpoints are whole, SET"
              + " 'weir.state-recovery.checkpoint' = 'N' goes on from one of them, and --fresh"
              + " starts over",
          error);
    }
    return WeirException.retryable(
        "RocksDB reports an error, " + message,
        "check that the directory can be written and the disk is well, then resume the job",
        error);
  }
}
