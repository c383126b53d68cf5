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
 * @param overwrite what the files replace, all together; empty if they are added
 */
record PreparedFiles(
    List<PreparedFile> files, Optional<PartitionReport> report, Optional<Overwrite> overwrite) {
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

  /**
   * Whether there is nothing to tell. A writer without partitions reports its watermark, too: the
   * committer waits for all.
   */
  boolean isSilent() {
    return files.isEmpty() && report.isEmpty() && overwrite.isEmpty();
  }

  byte[] encode() throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("version", VERSION);
    write(files, node.putArray("files"));
    report.ifPresent(known -> known.addTo(node.putObject("partitions")));
    if (overwrite.isPresent()) {
      ObjectNode replaced = node.putObject("overwrite");
      overwrite.get().directory().ifPresent(directory -> replaced.put("directory", directory));
    }
    return MAPPER.writeValueAsBytes(node);
  }

  /** Writes files as JSON. */
  static void write(List<PreparedFile> files, ArrayNode to) {
    for (PreparedFile file : files) {
      ObjectNode object = to.addObject();
      object.put("path", file.path()).put("bytes", file.bytes());
      file.staged().ifPresent(path -> object.put("staged", path));
    }
  }

  /** Reads what {@link #write} wrote. */
  static List<PreparedFile> read(JsonNode array) {
    List<PreparedFile> files = new ArrayList<>();
    for (JsonNode file : array) {
      files.add(
          new PreparedFile(
              file.get("path").textValue(),
              file.get("bytes").longValue(),
              Optional.ofNullable(file.get("staged")).map(JsonNode::textValue)));
    }
    return files;
  }

  static PreparedFiles decode(byte[] json) throws IOException {
    JsonNode node = MAPPER.readTree(json);
    Versions.check("prepared files", node, VERSION);
    return new PreparedFiles(
        read(node.get("files")),
        Optional.ofNullable(node.get("partitions")).map(PartitionReport::of),
        Optional.ofNullable(node.get("overwrite"))
            .map(
                o ->
                    new Overwrite(
                        Optional.ofNullable(o.get("directory")).map(JsonNode::textValue))));
  }
}
