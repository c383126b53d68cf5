package io.weir.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.text.JsonMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a savepoint consists of: written last, so that a savepoint without it is one that was not
 * finished.
 *
 * @param job of which it was taken
 * @param checkpointId the checkpoint that it is a copy of
 * @param files all its files
 */
record SavepointIndex(String job, long checkpointId, List<Entry> files) {
  /** The version of the layout that this engine reads and writes. */
  static final int FORMAT_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  SavepointIndex {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param path below the savepoint's directory
   * @param sizeBytes its length
   * @param checksum of its content
   */
  record Entry(String path, long sizeBytes, String checksum) {}

  byte[] write() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("formatVersion", FORMAT_VERSION).put("job", job).put("checkpoint", checkpointId);
    ArrayNode nodes = root.putArray("files");
    for (Entry entry : files) {
      nodes
          .addObject()
          .put("path", entry.path)
          .put("sizeBytes", entry.sizeBytes)
          .put("checksum", entry.checksum);
    }
    root.put("checksum", ContentHash.of(JSON.writeValueAsBytes(root)));
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(root)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException saying what does not fit
   */
  static SavepointIndex read(byte[] bytes) throws IOException {
    try {
      if (!(JSON.readTree(bytes) instanceof ObjectNode root)) {
        throw new IOException("it is not a JSON object");
      }
      long version = ManifestCodec.number(root, "formatVersion");
      if (version != FORMAT_VERSION) {
        throw new IOException(
            "it has format version " + version + "; this Weir reads version " + FORMAT_VERSION);
      }
      JsonNode checksum = root.remove("checksum");
      if (checksum == null
          || !checksum.asText().equals(ContentHash.of(JSON.writeValueAsBytes(root)))) {
        throw new IOException("its content does not have its checksum");
      }
      List<Entry> files = new ArrayList<>();
      for (JsonNode node : root.path("files")) {
        files.add(
            new Entry(
                ManifestCodec.text(node, "path"),
                ManifestCodec.number(node, "sizeBytes"),
                ManifestCodec.text(node, "checksum")));
      }
      return new SavepointIndex(
          ManifestCodec.text(root, "job"), ManifestCodec.number(root, "checkpoint"), files);
    } catch (JsonProcessingException e) {
      throw new IOException("it is not JSON: " + JsonMistake.describe(e), e);
    }
  }
}
