package io.weir.runtime.connector.file.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.connector.file.sink.PreparedFiles.PreparedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one writer leaves in a checkpoint, as JSON.
 *
 * @param checkpointId the checkpoint
 * @param nextCounter larger than the number in the name of every file this writer has begun
 * @param open the files that stay open across the checkpoint
 * @param held files that are ended and wait for the end of the job, which then replaces what the
 *     table holds
 * @param hasReplaced whether the end has come and they have been handed over
 * @param pending the partitions that are not known to be complete, with the time of their first row
 * @param columns that the files hold, with their types: what is written under other columns goes to
 *     other files
 */
record WriterState(
    long checkpointId,
    long nextCounter,
    List<OpenFile> open,
    List<PreparedFile> held,
    boolean hasReplaced,
    Map<String, Long> pending,
    String columns) {
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = new JsonMapper();

  WriterState {
    open = List.copyOf(open);
    held = List.copyOf(held);
    pending = Collections.unmodifiableMap(new LinkedHashMap<>(pending));
  }

  /**
   * A file that stays open.
   *
   * @param path relative to the table's directory
   * @param bytes how many of its bytes belong to the checkpoint
   * @param createdMillis when its first row came, since the epoch
   */
  record OpenFile(String path, long bytes, long createdMillis) {}

  byte[] encode() throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("version", VERSION).put("checkpoint", checkpointId).put("nextCounter", nextCounter);
    node.put("columns", columns);
    ArrayNode files = node.putArray("open");
    for (OpenFile file : open) {
      files
          .addObject()
          .put("path", file.path())
          .put("bytes", file.bytes())
          .put("createdMillis", file.createdMillis());
    }
    if (!held.isEmpty()) {
      PreparedFiles.write(held, node.putArray("held"));
    }
    if (hasReplaced) {
      node.put("hasReplaced", true);
    }
    if (!pending.isEmpty()) {
      ObjectNode partitions = node.putObject("pending");
      pending.forEach(partitions::put);
    }
    return MAPPER.writeValueAsBytes(node);
  }

  static WriterState decode(byte[] json) throws IOException {
    JsonNode node = MAPPER.readTree(json);
    Versions.check("writer state", node, VERSION);
    List<OpenFile> open = new ArrayList<>();
    for (JsonNode file : node.get("open")) {
      open.add(
          new OpenFile(
              file.get("path").textValue(),
              file.get("bytes").longValue(),
              file.get("createdMillis").longValue()));
    }
    Map<String, Long> pending = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path("pending").properties()) {
      pending.put(entry.getKey(), entry.getValue().longValue());
    }
    return new WriterState(
        node.get("checkpoint").longValue(),
        node.get("nextCounter").longValue(),
        open,
        PreparedFiles.read(node.path("held")),
        node.path("hasReplaced").asBoolean(),
        pending,
        node.path("columns").asText());
  }
}
