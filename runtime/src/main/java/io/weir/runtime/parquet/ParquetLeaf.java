package io.weir.runtime.parquet;

import java.util.List;

/**
 * A column of values in a file that is written.
 *
 * @param path the names from the outermost column to it
 * @param type how its values are stored
 * @param fixedBytes the length of each value; 0 if they differ, and for BOOLEAN
 * @param maxDefinition how many steps of the path may be missing
 * @param maxRepetition how many steps of it repeat
 */
record ParquetLeaf(
    List<String> path, PhysicalType type, int fixedBytes, int maxDefinition, int maxRepetition) {
  ParquetLeaf {
    path = List.copyOf(path);
  }
}
