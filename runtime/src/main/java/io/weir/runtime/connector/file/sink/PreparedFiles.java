package io.weir.runtime.connector.file.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files that one writer has ended for one checkpoint, in that order, as JSON. */
record PreparedFiles(List<PreparedFile> files) {
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
   */
  record PreparedFile(String path, long bytes) {
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
      array.addObject().put("path", file.path()).put("bytes", file.bytes());
    }
    return MAPPER.writeValueAsBytes(node);
  }

  static PreparedFiles decode(byte[] json) throws IOException {
    JsonNode node = MAPPER.readTree(json);
    Versions.check("prepared files", node, VERSION);
    List<PreparedFile> files = new ArrayList<>();
    for (JsonNode file : node.get("files")) {
      files.add(new PreparedFile(file.get("path").textValue(), file.get("bytes").longValue()));
    }
    return new PreparedFiles(files);
  }
}
