package io.weir.runtime.connector;

/**
 * A part of a source's input that is read in order by one reader.
 *
 * @param id unique within the source and the same after a restart
 * @param description for progress and errors, such as the file's path
 * @param properties connector-defined facts that fix what the split is (path, length, modification
 *     time, hash of the beginning, end offset), stored in checkpoint 0
 */
public record Split(
    String id, String description, java.util.SortedMap<String, String> properties) {}
