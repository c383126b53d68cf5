package io.weir.shell.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a script run has done so far: one JSON object a line, each durable before what it announces
 * goes on. A run without an {@code end} record goes on at the next invocation; one with it is over.
 *
 * <pre>
 * {"type":"begin","scriptHash":"…"}
 * {"type":"job","statement":3,"textHash":"…","job":"daily"}      the statement's job may have started
 * {"type":"done","statement":3,"textHash":"…"}                   the statement is over
 * {"type":"end"}                                                 the last act before the process exits
 * </pre>
 *
 * A torn last line, as a crash leaves it, counts as not written.
 */
public final class RunJournal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileOutput output;
  private final String scriptHash;
  private final Map<Integer, Entry> entries;
  private final boolean isResumed;

  private RunJournal(
      Path file,
      FileOutput output,
      String scriptHash,
      Map<Integer, Entry> entries,
      boolean isResumed) {
    this.file = file;
    this.output = output;
    this.scriptHash = scriptHash;
    this.entries = entries;
    this.isResumed = isResumed;
  }

  /** What is known of one statement. */
  public record Entry(String textHash, Optional<String> job, boolean isDone) {}

  /** What an earlier invocation left behind. */
  public record Past(String scriptHash, Map<Integer, Entry> entries, boolean isEnded, long length) {
    /** The jobs that it started. */
    public List<String> jobs() {
      List<String> jobs = new ArrayList<>();
      entries.values().forEach(entry -> entry.job().ifPresent(jobs::add));
      return jobs;
    }
  }

  /** What the journal in {@code directory} says; empty if there is none. */
  public static Optional<Past> read(FileSystem files, Path directory) throws IOException {
    Path file = file(directory);
    if (!files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = files.readAll(file);
    String scriptHash = null;
    Map<Integer, Entry> entries = new LinkedHashMap<>();
    boolean isEnded = false;
    int start = 0;
    int line = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      line++;
      JsonNode record =
          parse(file, line, new String(bytes, start, i - start, StandardCharsets.UTF_8));
      start = i + 1;
      switch (record.path("type").asText()) {
        case "begin" -> scriptHash = record.path("scriptHash").asText();
        case "job" -> {
          Entry entry =
              new Entry(
                  record.path("textHash").asText(),
                  Optional.of(record.path("job").asText()),
                  false);
          entries.put(record.path("statement").asInt(), entry);
        }
        case "done" -> {
          int statement = record.path("statement").asInt();
          Optional<String> job = Optional.ofNullable(entries.get(statement)).flatMap(Entry::job);
          entries.put(statement, new Entry(record.path("textHash").asText(), job, true));
        }
        case "end" -> isEnded = true;
        default -> throw damaged(file, line, null);
      }
    }
    return scriptHash == null
        ? Optional.empty()
        : Optional.of(new Past(scriptHash, entries, isEnded, start));
  }

  /** Starts a new journal in {@code directory}, in place of any other. */
  public static RunJournal begin(FileSystem files, Path directory, String scriptHash)
      throws IOException {
    files.createDirectories(directory);
    ObjectNode record = record("begin").put("scriptHash", scriptHash);
    byte[] line = (record + "\n").getBytes(StandardCharsets.UTF_8);
    DurableFile.replace(files, file(directory), line);
    files.syncDirectory(directory.getParent());
    return new RunJournal(
        file(directory),
        files.openAndTruncate(file(directory), line.length),
        scriptHash,
        new LinkedHashMap<>(),
        false);
  }

  /** Goes on with the journal in {@code directory}. */
  public static RunJournal resume(FileSystem files, Path directory, Past past) throws IOException {
    return new RunJournal(
        file(directory),
        files.openAndTruncate(file(directory), past.length()),
        past.scriptHash(),
        new LinkedHashMap<>(past.entries()),
        true);
  }

  /** Whether this goes on with an earlier invocation's run. */
  public boolean isResumed() {
    return isResumed;
  }

  /** The hash of the script's text when the run began. */
  public String scriptHash() {
    return scriptHash;
  }

  /** What is known of the statement with this ordinal. */
  public Optional<Entry> entry(int statement) {
    return Optional.ofNullable(entries.get(statement));
  }

  /** The statement's job is about to start. */
  public void recordJob(int statement, String textHash, String job) throws IOException {
    append(record("job").put("statement", statement).put("textHash", textHash).put("job", job));
    entries.put(statement, new Entry(textHash, Optional.of(job), false));
  }

  /** The statement is over. */
  public void recordDone(int statement, String textHash) throws IOException {
    append(record("done").put("statement", statement).put("textHash", textHash));
    Optional<String> job = entry(statement).flatMap(Entry::job);
    entries.put(statement, new Entry(textHash, job, true));
  }

  /**
   * The run is over: the next invocation starts afresh. Not synced: the process is to end at once,
   * and should the machine lose the record, the next invocation finds everything done, says so, and
   * does nothing.
   */
  public void recordEnd() throws IOException {
    write(record("end"));
  }

  @Override
  public void close() throws IOException {
    output.close();
  }

  private void append(ObjectNode record) throws IOException {
    write(record);
    output.sync();
  }

  private void write(ObjectNode record) throws IOException {
    byte[] line = (record + "\n").getBytes(StandardCharsets.UTF_8);
    output.write(line, 0, line.length);
  }

  private static ObjectNode record(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static JsonNode parse(Path file, int line, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw damaged(file, line, e);
    }
  }

  private static WeirException damaged(Path file, int line, Exception cause) {
    return WeirException.permanent(
        "the journal of this run (" + file + ") is damaged at line " + line,
        "run with --fresh to forget what the run has done; files it has committed stay",
        cause);
  }

  private static Path file(Path directory) {
    return directory.resolve("journal.jsonl");
  }
}
