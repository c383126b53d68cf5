package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The checkpoint from which a job goes on: the newest, unless that is damaged or an older one is
 * asked for.
 *
 * @param checkpoint the checkpoint; empty for a job that has none
 * @param newestId the newest that exists, damaged or not
 * @param damage what is wrong with the newest, if that is why it is not taken
 */
public record CheckpointChoice(
    Optional<Checkpoint> checkpoint, long newestId, Optional<WeirException> damage) {
  /** How often it is looked again when checkpoints are removed meanwhile. */
  private static final int ATTEMPTS = 20;

  /**
   * Looks at what there is, which may belong to a job that runs elsewhere, writes newer ones and
   * removes the old.
   *
   * @param wanted the checkpoint that is asked for; empty for the newest that is whole
   * @throws WeirException naming the damage if none is whole, or what there is instead of the one
   *     that is wanted
   */
  public static CheckpointChoice of(CheckpointLog log, OptionalLong wanted) throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<Long> ids = log.ids();
      try {
        CheckpointChoice choice = of(log, wanted, ids);
        if (choice.damage().isEmpty() || attempt == ATTEMPTS || log.ids().equals(ids)) {
          return choice;
        }
      } catch (WeirException | NoSuchFileException e) {
        if (attempt == ATTEMPTS || log.ids().equals(ids)) {
          throw e;
        }
      }
    }
  }

  private static CheckpointChoice of(CheckpointLog log, OptionalLong wanted, List<Long> ids)
      throws IOException {
    if (wanted.isPresent()) {
      return of(log, wanted.getAsLong(), ids);
    }
    if (ids.isEmpty()) {
      return new CheckpointChoice(Optional.empty(), -1, Optional.empty());
    }
    long newestId = ids.get(ids.size() - 1);
    Optional<WeirException> damage = Optional.empty();
    for (int i = ids.size() - 1; i >= 0; i--) {
      try {
        return new CheckpointChoice(Optional.of(log.read(ids.get(i))), newestId, damage);
      } catch (WeirException e) {
        damage = damage.or(() -> Optional.of(e));
      }
    }
    throw damage.get();
  }

  private static CheckpointChoice of(CheckpointLog log, long wanted, List<Long> ids)
      throws IOException {
    if (!ids.contains(wanted)) {
      throw WeirException.permanent(
          "the job has no checkpoint " + wanted,
          ids.isEmpty()
              ? "it has none at all"
              : "it has " + ids.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    long newestId = ids.get(ids.size() - 1);
    return new CheckpointChoice(Optional.of(log.read(wanted)), newestId, Optional.empty());
  }

  /** Whether it goes back behind the newest checkpoint. */
  public boolean isRetreat() {
    return checkpoint.isPresent() && checkpoint.get().id() < newestId;
  }
}
