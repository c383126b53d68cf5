package io.weir.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointChoice;
import io.weir.runtime.execution.checkpoint.InFlight;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.file.Meddling;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.StateFile;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStorageTest {
  private static final Clock CLOCK =
      new Clock() {
        @Override
        public long wallMillis() {
          return 42;
        }

        @Override
        public long monotonicNanos() {
          return 42;
        }
      };

  @TempDir Path root;
  private Path directory;
  private CheckpointStorage storage;

  @BeforeEach
  void open() {
    directory = root.resolve("job/checkpoints");
    storage = storage();
  }

  private CheckpointStorage storage() {
    return new CheckpointStorage(LocalFileSystem.INSTANCE, directory, CLOCK, "test", 2);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    StateFile file = keep("000001.sst", "content");
    Checkpoint written = checkpoint(7, List.of(file));
    storage.write(written);

    Manifest manifest = storage().newest().orElseThrow();
    assertEquals(42, manifest.writtenMillis());
    assertEquals(7, manifest.stateBytes());
    Checkpoint read = manifest.checkpoint();
    assertEquals(written.sources(), read.sources());
    assertEquals(written.state(), read.state());
    assertEquals(written.incarnation(), read.incarnation());
    assertEquals(written.fingerprint(), read.fingerprint());
    Checkpoint.InstanceEntry instance = read.operators().get("op").get(0);
    assertArrayEquals(new byte[] {1, -2, 3}, instance.state());
    assertEquals(List.of(5L, Long.MIN_VALUE), instance.watermarks());
    assertArrayEquals(new byte[] {9}, read.unconfirmed().get(0).committables().get(0));
  }

  @Test
  void sharesEqualContentAndForgetsWhatNoManifestNames() throws IOException {
    StateFile first = keep("000001.sst", "one");
    storage.write(checkpoint(1, List.of(first)));
    StateFile again = keep("000009.sst", "one");
    assertFalse(again.isNew());
    assertEquals(first.stored(), again.stored());
    StateFile second = keep("000002.sst", "two");
    storage.write(checkpoint(2, List.of(again, second)));
    Path foreign = Files.writeString(directory.resolve("shared/notes.txt"), "not ours");
    for (int id = 3; id <= 4; id++) {
      storage.write(checkpoint(id, List.of(storage.keepAgain(second))));
    }
    assertEquals(List.of(3L, 4L), storage.ids());
    assertFalse(Files.exists(directory.resolve(first.stored())));
    assertTrue(Files.exists(directory.resolve(second.stored())));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void removesWhatACrashedAttemptLeftBehindAtTheNextStart() throws IOException {
    storage.write(checkpoint(1, List.of(keep("000001.sst", "one"))));
    StateFile orphan = keep("000002.sst", "orphan");
    Files.createDirectories(directory.resolve("2"));
    Files.writeString(directory.resolve("2/.MANIFEST.json.new"), "{");
    CheckpointStorage next = storage();
    assertEquals(1, next.latest().orElseThrow().id());
    assertFalse(Files.exists(directory.resolve(orphan.stored())));
    assertFalse(Files.exists(directory.resolve("2")));
  }

  @Test
  void keepsEpochsThatAreNotConfirmed() throws IOException {
    for (int id = 0; id < 5; id++) {
      storage.write(unconfirmed(checkpoint(id, List.of(keep("f" + id + ".sst", "f" + id))), 1));
    }
    assertEquals(List.of(1L, 3L, 4L), storage.ids());
    assertEquals(List.of(), storage.verify(1));
    storage.write(checkpoint(5, List.of(keep("f5.sst", "f5"))));
    assertEquals(List.of(4L, 5L), storage.ids());
    assertEquals(2, sharedFiles());
  }

  /** As a job that runs elsewhere does while somebody looks. */
  @Test
  void theNewestIsFoundWhileTheJobWritesNewerOnesAndRemovesTheOld() throws IOException {
    storage.write(checkpoint(1, List.of()));
    storage.write(checkpoint(2, List.of()));
    FileSystem files =
        Meddling.by(
            (method, path) -> {
              if (method.equals("readAll") && path.endsWith("2/MANIFEST.json")) {
                storage.write(checkpoint(3, List.of()));
                storage.write(checkpoint(4, List.of()));
              }
            });
    CheckpointStorage looker = new CheckpointStorage(files, directory, CLOCK, "test", 2);
    assertEquals(4, looker.newest().orElseThrow().checkpoint().id());
  }

  @Test
  void theChoiceFallsOnTheNewestWhileTheJobRemovesTheOld() throws IOException {
    storage.write(checkpoint(1, List.of(keep("000001.sst", "one"))));
    storage.write(checkpoint(2, List.of(keep("000002.sst", "two"))));
    FileSystem files =
        Meddling.by(
            (method, path) -> {
              if (method.equals("size") && storage.ids().contains(2L)) {
                storage.write(checkpoint(3, List.of(keep("000003.sst", "three"))));
                storage.write(checkpoint(4, List.of(keep("000004.sst", "four"))));
              }
            });
    CheckpointStorage looker = new CheckpointStorage(files, directory, CLOCK, "test", 2);
    CheckpointChoice choice = CheckpointChoice.of(looker, OptionalLong.empty());
    assertEquals(4, choice.checkpoint().orElseThrow().id());
    assertFalse(choice.isRetreat());
  }

  private static Checkpoint unconfirmed(Checkpoint checkpoint, long epoch) {
    return new Checkpoint(
        checkpoint.id(),
        checkpoint.incarnation(),
        checkpoint.fingerprint(),
        false,
        checkpoint.sources(),
        checkpoint.operators(),
        checkpoint.state(),
        checkpoint.inFlight(),
        List.of(new Checkpoint.Commit("sink", epoch, List.of())));
  }

  private int sharedFiles() throws IOException {
    return LocalFileSystem.INSTANCE.list(directory.resolve("shared")).size();
  }

  @Test
  void keepsFilesOfTheCheckpointInProgress() throws IOException {
    StateFile early = keep("000001.sst", "early");
    for (int id = 1; id < 5; id++) {
      storage.write(checkpoint(id, List.of(keep("f" + id + ".sst", "f" + id))));
    }
    storage.write(checkpoint(5, List.of(early)));
    assertEquals(List.of(), storage.verify(5));
  }

  @Test
  void anUnreadableManifestKeepsAllFilesAndStopsNothing() throws IOException {
    storage.write(checkpoint(1, List.of(keep("a.sst", "a"))));
    storage.write(checkpoint(2, List.of(keep("b.sst", "b"))));
    Files.writeString(directory.resolve("2/MANIFEST.json"), "{}");
    storage = storage();
    storage.write(checkpoint(3, List.of(keep("c.sst", "c"))));
    assertEquals(List.of(2L, 3L), storage.ids());
    assertEquals(3, sharedFiles());
    storage.write(checkpoint(4, List.of(keep("d.sst", "d"))));
    assertEquals(List.of(3L, 4L), storage.ids());
    assertEquals(2, sharedFiles());
  }

  @Test
  void leavesForeignFilesInADirectoryOfACheckpoint() throws IOException {
    storage.write(checkpoint(1, List.of()));
    Files.writeString(directory.resolve("1/notes.txt"), "mine");
    for (int id = 2; id < 5; id++) {
      storage.write(checkpoint(id, List.of()));
    }
    assertEquals(List.of(3L, 4L), storage.ids());
    assertTrue(Files.exists(directory.resolve("1/notes.txt")));
  }

  @Test
  void aManifestInAnotherPlaceIsRefused() throws IOException {
    storage.write(checkpoint(1, List.of()));
    Files.createDirectories(directory.resolve("3"));
    Files.copy(directory.resolve("1/MANIFEST.json"), directory.resolve("3/MANIFEST.json"));
    WeirException error = assertThrows(WeirException.class, () -> storage.latest());
    assertTrue(error.getMessage().contains("manifest of checkpoint 1"), error.getMessage());
  }

  @Test
  void elementsInFlightAreKeptWithTheirCheckpoint() throws IOException {
    byte[] rows = "rows".getBytes(StandardCharsets.UTF_8);
    StateFile file = storage.keepContent("in-flight.arrows", out -> out.write(rows));
    InFlight inFlight =
        new InFlight(2, file, List.of(new InFlight.Queue("op", 1, 0, QueuedElements.TAKEN, 7)));
    Checkpoint checkpoint = withInFlight(checkpoint(1, List.of()), inFlight);
    storage.write(checkpoint);
    assertEquals(Optional.of(inFlight), storage.latest().orElseThrow().inFlight());
    assertEquals(List.of(), storage.verify(1));
    try (InputStream in = storage.openContent(file)) {
      assertArrayEquals(rows, in.readAllBytes());
    }
    Files.writeString(directory.resolve(file.stored()), "rowt");
    assertEquals(1, storage.verify(1).size());
    assertThrows(WeirException.class, () -> storage.openContent(file));
    storage.write(checkpoint(2, List.of()));
    storage.write(checkpoint(3, List.of()));
    storage.write(checkpoint(4, List.of()));
    assertEquals(0, sharedFiles());
  }

  private static Checkpoint withInFlight(Checkpoint checkpoint, InFlight inFlight) {
    return new Checkpoint(
        checkpoint.id(),
        checkpoint.incarnation(),
        checkpoint.fingerprint(),
        false,
        checkpoint.sources(),
        checkpoint.operators(),
        checkpoint.state(),
        Optional.of(inFlight),
        List.of());
  }

  @Test
  void aManifestOfAnotherVersionIsRefused() throws IOException {
    storage.write(checkpoint(1, List.of()));
    Path file = directory.resolve("1/MANIFEST.json");
    String text = Files.readString(file).replaceFirst("(\"formatVersion\" : )2", "$13");
    Files.writeString(file, text);
    WeirException error = assertThrows(WeirException.class, () -> storage.latest());
    assertTrue(error.getMessage().contains("format version 3"), error.getMessage());
  }

  @Test
  void discardingMakesRoomForAFreshStart() throws IOException {
    storage.write(checkpoint(3, List.of(keep("a.sst", "a"))));
    storage.write(checkpoint(4, List.of(keep("b.sst", "b"))));
    assertThrows(AssertionError.class, () -> storage.write(checkpoint(0, List.of())));
    storage.discardAll();
    assertEquals(List.of(), storage.ids());
    assertEquals(0, sharedFiles());
    storage.write(checkpoint(0, List.of()));
    assertEquals(List.of(0L), storage.ids());
  }

  @Test
  void aDamagedManifestIsNeverTakenForAnother() throws IOException {
    storage.write(checkpoint(3, List.of(keep("000001.sst", "one"))));
    Path file = directory.resolve("3/MANIFEST.json");
    byte[] whole = Files.readAllBytes(file);
    Checkpoint written = storage.manifest(3).checkpoint();
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      try {
        assertEquals(written.sources(), storage.manifest(3).checkpoint().sources());
      } catch (WeirException expected) {
        assertTrue(expected.getMessage().contains(file.toString()), expected.getMessage());
      }
    }
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(WeirException.class, () -> storage.manifest(3), "length " + length);
    }
  }

  @Test
  void aMissingOrDamagedFileIsNamedBeforeItIsUsed() throws IOException {
    StateFile file = keep("000001.sst", "content");
    storage.write(checkpoint(1, List.of(file)));
    Path stored = directory.resolve(file.stored());
    Path target = root.resolve("000001.sst");

    Files.writeString(stored, "consent");
    assertFails(file, target, "is damaged");
    assertEquals(1, storage.verify(1).size());
    Files.writeString(stored, "conten");
    assertFails(file, target, "has 6 bytes instead of 7");
    Files.delete(stored);
    assertFails(file, target, "is missing");
    assertFalse(Files.exists(target));
  }

  private void assertFails(StateFile file, Path target, String problem) {
    WeirException error = assertThrows(WeirException.class, () -> storage.fetch(file, target));
    assertTrue(error.getMessage().contains(problem), error.getMessage());
    assertTrue(error.getMessage().contains(file.stored()), error.getMessage());
  }

  private StateFile keep(String name, String content) throws IOException {
    Path file = Files.writeString(root.resolve(name), content);
    StateFile kept = storage.keep(file, name);
    storage.sync();
    Files.delete(file);
    return kept;
  }

  private static Checkpoint checkpoint(long id, List<StateFile> files) {
    TreeMap<String, String> properties = new TreeMap<>(Map.of("path", "/a b", "length", "12"));
    TableSpec table =
        TableSpec.aggregate(
            "groups",
            1,
            true,
            Schema.of(
                new Field("k", LogicalType.string()),
                new Field(
                    "r", LogicalType.row(List.of(new Field("d", LogicalType.decimal(9, 2)))))),
            List.of(new TableSpec.Cell("count", TableSpec.Cell.Kind.LONG)));
    return new Checkpoint(
        id,
        "abc",
        "print",
        false,
        Map.of(
            "source",
            List.of(
                new Checkpoint.SplitEntry(
                    new Split("s", "file a", properties), new SplitPosition(5, 2), -3, true))),
        Map.of(
            "op",
            List.of(
                new Checkpoint.InstanceEntry(
                    new byte[] {1, -2, 3}, List.of(5L, Long.MIN_VALUE), false))),
        Optional.of(
            new StateSnapshot(
                "rocksdb-1",
                files,
                List.of(new StateSnapshot.TableDeclaration("op", "op/groups", table)))),
        Optional.empty(),
        List.of(new Checkpoint.Commit("sink", id, List.of(new byte[] {9}))));
  }
}
