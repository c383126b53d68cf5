package io.weir.runtime.simulation;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the newest checkpoint in one file; the list of its state's files, which lives in no file,
 * by number.
 */
final class SerializedCheckpoints implements CheckpointLog {
  private static final Path DIRECTORY = Path.of("/job");

  private final FileSystem files;
  private final List<Optional<StateSnapshot>> states = new ArrayList<>();

  SerializedCheckpoints(FileSystem files) {
    this.files = files;
  }

  @Override
  public Optional<Checkpoint> latest() throws IOException {
    Path file = DIRECTORY.resolve("checkpoint");
    if (!files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(read(files.readAll(file)));
  }

  @Override
  public void write(Checkpoint checkpoint) throws IOException {
    files.createDirectories(DIRECTORY);
    Path temporary = DIRECTORY.resolve("checkpoint.tmp");
    byte[] bytes = bytes(checkpoint);
    try (FileOutput out = files.create(temporary)) {
      out.write(bytes, 0, bytes.length);
      out.sync();
    }
    files.rename(temporary, DIRECTORY.resolve("checkpoint"));
    files.syncDirectory(DIRECTORY);
  }

  private byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(checkpoint.id());
    out.writeUTF(checkpoint.incarnation());
    out.writeUTF(checkpoint.fingerprint());
    out.writeBoolean(checkpoint.isEnd());
    out.writeInt(checkpoint.sources().size());
    for (Map.Entry<String, List<Checkpoint.SplitEntry>> source : checkpoint.sources().entrySet()) {
      out.writeUTF(source.getKey());
      out.writeInt(source.getValue().size());
      for (Checkpoint.SplitEntry entry : source.getValue()) {
        out.writeUTF(entry.split().id());
        out.writeUTF(entry.split().description());
        out.writeUTF(entry.split().properties().get("rows"));
        out.writeLong(entry.position().offset());
        out.writeLong(entry.position().records());
        out.writeLong(entry.watermark());
        out.writeBoolean(entry.isFinished());
      }
    }
    out.writeInt(checkpoint.operators().size());
    for (Map.Entry<String, List<Checkpoint.InstanceEntry>> operator :
        checkpoint.operators().entrySet()) {
      out.writeUTF(operator.getKey());
      out.writeInt(operator.getValue().size());
      for (Checkpoint.InstanceEntry entry : operator.getValue()) {
        writeBytes(out, entry.state());
        out.writeInt(entry.watermarks().size());
        for (long watermark : entry.watermarks()) {
          out.writeLong(watermark);
        }
        out.writeBoolean(entry.isFinished());
      }
    }
    out.writeInt(checkpoint.unconfirmed().size());
    for (Checkpoint.Commit commit : checkpoint.unconfirmed()) {
      out.writeUTF(commit.operatorId());
      out.writeLong(commit.checkpointId());
      out.writeInt(commit.committables().size());
      for (byte[] committable : commit.committables()) {
        writeBytes(out, committable);
      }
    }
    out.writeInt(states.size());
    states.add(checkpoint.state());
    return bytes.toByteArray();
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private Checkpoint read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    long id = in.readLong();
    String incarnation = in.readUTF();
    String fingerprint = in.readUTF();
    boolean isEnd = in.readBoolean();
    Map<String, List<Checkpoint.SplitEntry>> sources = new LinkedHashMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      sources.put(in.readUTF(), readSplits(in));
    }
    Map<String, List<Checkpoint.InstanceEntry>> operators = new LinkedHashMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      operators.put(in.readUTF(), readInstances(in));
    }
    List<Checkpoint.Commit> commits = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      String operatorId = in.readUTF();
      long checkpointId = in.readLong();
      List<byte[]> committables = new ArrayList<>();
      for (int m = in.readInt(); m > 0; m--) {
        committables.add(readBytes(in));
      }
      commits.add(new Checkpoint.Commit(operatorId, checkpointId, committables));
    }
    Optional<StateSnapshot> state = states.get(in.readInt());
    return new Checkpoint(id, incarnation, fingerprint, isEnd, sources, operators, state, commits);
  }

  private static List<Checkpoint.SplitEntry> readSplits(DataInputStream in) throws IOException {
    List<Checkpoint.SplitEntry> entries = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      Split split =
          new Split(in.readUTF(), in.readUTF(), new TreeMap<>(Map.of("rows", in.readUTF())));
      entries.add(
          new Checkpoint.SplitEntry(
              split,
              new SplitPosition(in.readLong(), in.readLong()),
              in.readLong(),
              in.readBoolean()));
    }
    return entries;
  }

  private static List<Checkpoint.InstanceEntry> readInstances(DataInputStream in)
      throws IOException {
    List<Checkpoint.InstanceEntry> entries = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      byte[] state = readBytes(in);
      List<Long> watermarks = new ArrayList<>();
      for (int m = in.readInt(); m > 0; m--) {
        watermarks.add(in.readLong());
      }
      entries.add(new Checkpoint.InstanceEntry(state, watermarks, in.readBoolean()));
    }
    return entries;
  }
}
