package io.weir.runtime.connector.file.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What one writer knows at a barrier of the partitions that are not complete yet.
 *
 * @param watermarkMillis its watermark
 * @param nowMillis its clock
 * @param pending the partitions
 */
record PartitionReport(long watermarkMillis, long nowMillis, List<Pending> pending) {
  PartitionReport {
    pending = List.copyOf(pending);
  }

  /**
   * A partition that is not complete.
   *
   * @param directory its path relative to the table's directory
   * @param sinceMillis when its first row came
   * @param isOpen whether rows of it lie in a file that this checkpoint does not publish
   */
  record Pending(String directory, long sinceMillis, boolean isOpen) {}

  void addTo(ObjectNode node) {
    node.put("watermark", watermarkMillis).put("now", nowMillis);
    ArrayNode array = node.putArray("pending");
    for (Pending partition : pending) {
      array
          .addObject()
          .put("path", partition.directory())
          .put("sinceMillis", partition.sinceMillis())
          .put("open", partition.isOpen());
    }
  }

  static PartitionReport of(JsonNode node) {
    List<Pending> pending = new ArrayList<>();
    for (JsonNode partition : node.get("pending")) {
      pending.add(
          new Pending(
              partition.get("path").textValue(),
              partition.get("sinceMillis").longValue(),
              partition.get("open").booleanValue()));
    }
    return new PartitionReport(
        node.get("watermark").longValue(), node.get("now").longValue(), pending);
  }
}
