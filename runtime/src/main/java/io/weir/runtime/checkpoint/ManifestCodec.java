package io.weir.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.InFlight;
import io.weir.runtime.state.KeyEncoding;
import io.weir.runtime.state.KeyHash;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.text.JsonMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Manifests as JSON. The last field is the SHA-256 of the rest in its compact form, so that a
 * damaged manifest is not taken for another checkpoint.
 */
final class ManifestCodec {
  /** The version of the format that this engine reads and writes. */
  static final int FORMAT_VERSION = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestCodec() {}

  /** The bytes of a manifest. */
  static byte[] write(Manifest manifest) throws IOException {
    Checkpoint checkpoint = manifest.checkpoint();
    ObjectNode root = JSON.createObjectNode();
    root.put("formatVersion", FORMAT_VERSION);
    root.put("engineVersion", manifest.engineVersion());
    root.put("writtenMillis", manifest.writtenMillis());
    root.put("keyEncodingVersion", KeyEncoding.VERSION);
    root.put("keyHashVersion", KeyHash.VERSION);
    root.put("checkpoint", checkpoint.id());
    root.put("incarnation", checkpoint.incarnation());
    root.put("fingerprint", checkpoint.fingerprint());
    root.put("isEnd", checkpoint.isEnd()).put("isRolled", checkpoint.isRolled());
    root.set("timings", PlanCodec.write(checkpoint.timings()));
    root.set("plan", PlanCodec.write(checkpoint.plan()));
    writeSources(root.putObject("sources"), checkpoint.sources());
    writeOperators(root.putObject("operators"), checkpoint.operators());
    if (checkpoint.state().isPresent()) {
      writeState(root.putObject("state"), checkpoint.state().get());
    }
    if (checkpoint.inFlight().isPresent()) {
      writeInFlight(root.putObject("inFlight"), checkpoint.inFlight().get());
    }
    ArrayNode commits = root.putArray("unconfirmedCommits");
    for (Checkpoint.Commit commit : checkpoint.unconfirmed()) {
      ObjectNode node = commits.addObject();
      node.put("sink", commit.operatorId()).put("checkpoint", commit.checkpointId());
      ArrayNode committables = node.putArray("committables");
      commit.committables().forEach(bytes -> committables.add(base64(bytes)));
    }
    root.put("checksum", checksum(root));
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(root)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void writeSources(
      ObjectNode node, Map<String, List<Checkpoint.SplitEntry>> sources) {
    for (Map.Entry<String, List<Checkpoint.SplitEntry>> source :
        new TreeMap<>(sources).entrySet()) {
      ArrayNode splits = node.putArray(source.getKey());
      for (Checkpoint.SplitEntry entry : source.getValue()) {
        ObjectNode split = splits.addObject();
        split.put("id", entry.split().id()).put("description", entry.split().description());
        ObjectNode properties = split.putObject("properties");
        entry.split().properties().forEach(properties::put);
        split.put("offset", entry.position().offset()).put("records", entry.position().records());
        split.put("watermark", entry.watermark()).put("isFinished", entry.isFinished());
      }
    }
  }

  private static void writeOperators(
      ObjectNode node, Map<String, List<Checkpoint.InstanceEntry>> operators) {
    for (Map.Entry<String, List<Checkpoint.InstanceEntry>> operator :
        new TreeMap<>(operators).entrySet()) {
      ArrayNode instances = node.putArray(operator.getKey());
      for (Checkpoint.InstanceEntry entry : operator.getValue()) {
        ObjectNode instance = instances.addObject();
        instance.put("state", base64(entry.state()));
        ArrayNode watermarks = instance.putArray("watermarks");
        entry.watermarks().forEach(watermarks::add);
        instance.put("isFinished", entry.isFinished());
      }
    }
  }

  private static void writeState(ObjectNode node, StateSnapshot state) {
    node.put("format", state.format());
    ArrayNode files = node.putArray("files");
    state.files().forEach(file -> writeFile(files.addObject(), file));
    ArrayNode tables = node.putArray("tables");
    for (StateSnapshot.TableDeclaration table : state.tables()) {
      ObjectNode entry = tables.addObject();
      entry.put("operator", table.operatorId()).put("storeName", table.storeName());
      entry.set("declaration", TableSpecCodec.write(table.spec()));
    }
  }

  private static void writeFile(ObjectNode node, StateSnapshot.StateFile file) {
    node.put("name", file.name()).put("stored", file.stored());
    node.put("sizeBytes", file.sizeBytes()).put("checksum", file.checksum());
    node.put("isNew", file.isNew());
  }

  private static void writeInFlight(ObjectNode node, InFlight inFlight) {
    node.put("parallelism", inFlight.parallelism());
    writeFile(node.putObject("file"), inFlight.file());
    ArrayNode queues = node.putArray("queues");
    for (InFlight.Queue queue : inFlight.queues()) {
      ObjectNode entry = queues.addObject();
      entry.put("operator", queue.operatorId()).put("subtask", queue.subtask());
      entry.put("input", queue.input()).put("channel", queue.channel());
      entry.put("elements", queue.elements());
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException saying what does not fit
   */
  static Manifest read(byte[] bytes) throws IOException {
    ObjectNode root = parse(bytes);
    int version = (int) number(root, "formatVersion");
    if (version != FORMAT_VERSION) {
      throw new IOException(
          "it has format version " + version + "; this Weir reads version " + FORMAT_VERSION);
    }
    JsonNode checksum = root.remove("checksum");
    if (checksum == null || !checksum.asText().equals(checksum(root))) {
      throw new IOException("its content does not have its checksum");
    }
    require(root, "keyEncodingVersion", KeyEncoding.VERSION);
    require(root, "keyHashVersion", KeyHash.VERSION);
    Checkpoint checkpoint =
        new Checkpoint(
            number(root, "checkpoint"),
            text(root, "incarnation"),
            text(root, "fingerprint"),
            root.path("isEnd").asBoolean(),
            readSources(object(root, "sources")),
            readOperators(object(root, "operators")),
            root.has("state") ? Optional.of(readState(object(root, "state"))) : Optional.empty(),
            root.has("inFlight")
                ? Optional.of(readInFlight(object(root, "inFlight")))
                : Optional.empty(),
            readCommits(root.path("unconfirmedCommits")),
            PlanCodec.readPlan(root.path("plan")),
            root.path("isRolled").asBoolean(),
            PlanCodec.readTimings(root.path("timings")));
    return new Manifest(checkpoint, number(root, "writtenMillis"), text(root, "engineVersion"));
  }

  private static ObjectNode parse(byte[] bytes) throws IOException {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IOException("it is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new IOException("it is not JSON: " + JsonMistake.describe(e), e);
    }
  }

  private static Map<String, List<Checkpoint.SplitEntry>> readSources(ObjectNode node)
      throws IOException {
    Map<String, List<Checkpoint.SplitEntry>> sources = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> source : node.properties()) {
      List<Checkpoint.SplitEntry> splits = new ArrayList<>();
      for (JsonNode entry : source.getValue()) {
        SortedMap<String, String> properties = new TreeMap<>();
        object(entry, "properties")
            .properties()
            .forEach(property -> properties.put(property.getKey(), property.getValue().asText()));
        splits.add(
            new Checkpoint.SplitEntry(
                new Split(text(entry, "id"), text(entry, "description"), properties),
                new SplitPosition(number(entry, "offset"), number(entry, "records")),
                number(entry, "watermark"),
                entry.path("isFinished").asBoolean()));
      }
      sources.put(source.getKey(), splits);
    }
    return sources;
  }

  private static Map<String, List<Checkpoint.InstanceEntry>> readOperators(ObjectNode node)
      throws IOException {
    Map<String, List<Checkpoint.InstanceEntry>> operators = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      List<Checkpoint.InstanceEntry> instances = new ArrayList<>();
      for (JsonNode entry : operator.getValue()) {
        List<Long> watermarks = new ArrayList<>();
        entry.path("watermarks").forEach(watermark -> watermarks.add(watermark.asLong()));
        instances.add(
            new Checkpoint.InstanceEntry(
                bytes(entry.path("state")), watermarks, entry.path("isFinished").asBoolean()));
      }
      operators.put(operator.getKey(), instances);
    }
    return operators;
  }

  private static StateSnapshot readState(ObjectNode node) throws IOException {
    List<StateSnapshot.StateFile> files = new ArrayList<>();
    for (JsonNode entry : node.path("files")) {
      files.add(readFile(entry));
    }
    List<StateSnapshot.TableDeclaration> tables = new ArrayList<>();
    for (JsonNode entry : node.path("tables")) {
      tables.add(
          new StateSnapshot.TableDeclaration(
              text(entry, "operator"),
              text(entry, "storeName"),
              TableSpecCodec.read(entry.path("declaration"))));
    }
    return new StateSnapshot(text(node, "format"), files, tables);
  }

  private static StateSnapshot.StateFile readFile(JsonNode entry) throws IOException {
    return new StateSnapshot.StateFile(
        text(entry, "name"),
        text(entry, "stored"),
        number(entry, "sizeBytes"),
        text(entry, "checksum"),
        entry.path("isNew").asBoolean());
  }

  private static InFlight readInFlight(ObjectNode node) throws IOException {
    List<InFlight.Queue> queues = new ArrayList<>();
    for (JsonNode entry : node.path("queues")) {
      queues.add(
          new InFlight.Queue(
              text(entry, "operator"),
              (int) number(entry, "subtask"),
              (int) number(entry, "input"),
              (int) number(entry, "channel"),
              (int) number(entry, "elements")));
    }
    return new InFlight((int) number(node, "parallelism"), readFile(object(node, "file")), queues);
  }

  private static List<Checkpoint.Commit> readCommits(JsonNode node) throws IOException {
    List<Checkpoint.Commit> commits = new ArrayList<>();
    for (JsonNode entry : node) {
      List<byte[]> committables = new ArrayList<>();
      for (JsonNode committable : entry.path("committables")) {
        committables.add(bytes(committable));
      }
      commits.add(
          new Checkpoint.Commit(text(entry, "sink"), number(entry, "checkpoint"), committables));
    }
    return commits;
  }

  private static void require(ObjectNode root, String field, int expected) throws IOException {
    long found = number(root, field);
    if (found != expected) {
      throw new IOException(
          "its " + field + " is " + found + "; this Weir reads and writes " + expected);
    }
  }

  static String text(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IOException("it has no text \"" + field + "\"");
    }
    return value.asText();
  }

  static long number(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber()) {
      throw new IOException("it has no number \"" + field + "\"");
    }
    return value.asLong();
  }

  private static ObjectNode object(JsonNode node, String field) throws IOException {
    if (node.path(field) instanceof ObjectNode object) {
      return object;
    }
    throw new IOException("it has no object \"" + field + "\"");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(JsonNode node) throws IOException {
    try {
      return Base64.getDecoder().decode(node.asText());
    } catch (IllegalArgumentException e) {
      throw new IOException("it has bytes that are not in base64", e);
    }
  }

  private static String checksum(ObjectNode root) throws IOException {
    return ContentHash.of(JSON.writeValueAsBytes(root));
  }
}
