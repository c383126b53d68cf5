package io.weir.runtime.connector.file.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that one writer has ended for one checkpoint, in that order, as JSON.
 *
 * @param report what the writer knows of partitions, where it matters when they are complete
 */
record PreparedFiles(List<PreparedFile> files, Optional<PartitionReport> report) {
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = new JsonMapper();

  PreparedFiles {
    files = List.copyOf(files);
  }

  /**
   * A whole file that waits to be published.
   *
   * @param path where it lies, relative to the table's directory
   * @param bytes its length
   * @param staged the file whose rows it was made of, which then can go; empty if there is none
   */
  record PreparedFile(String path, long bytes, Optional<String> staged) {
    /** Its directory relative to the table's; empty for the table's own. */
    String directory() {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Where it is published, relative to the table's directory. */
    String target() {
      String directory = directory();
      return directory + FileNames.published(path.substring(directory.length()));
    }
  }

  byte[] encode() throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("version", VERSION);
    ArrayNode array = node.putArray("files");
    for (PreparedFile file : files) {
      ObjectNode object = array.addObject();
      object.put("path", file.path()).put("bytes", file.bytes());
      file.staged().ifPresent(path -> object.put("staged", path));
    }
    report.ifPresent(known -> known.addTo(node.putObject("partitions")));
    return MAPPER.writeValueAsBytes(node);
  }

  static PreparedFiles decode(byte[] json) throws IOException {
    JsonNode node = MAPPER.readTree(json);
    Versions.check("prepared files", node, VERSION);
    List<PreparedFile> files = new ArrayList<>();
    for (JsonNode file : node.get("files")) {
      files.add(
          new PreparedFile(
              file.get("path").textValue(),
              file.get("bytes").longValue(),
              Optional.ofNullable(file.get("staged")).map(JsonNode::textValue)));
    }
    return new PreparedFiles(
        files, Optional.ofNullable(node.get("partitions")).map(PartitionReport::of));
  }
}
