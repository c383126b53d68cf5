package io.weir.shell.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.runtime.text.JsonMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;

/**
 * What a job does, frozen when it first started: recovery plans from this, never from today's
 * catalog.
 *
 * @param formatVersion of this record
 * @param name of the job
 * @param owner {@code shell}, or {@code run:ID} of the script run that started it
 * @param statement the text of the INSERT or statement set, with its variables
 * @param statementLine the line of the script on which it starts, for messages
 * @param definitions statements that make the catalog that the statement was planned against, in
 *     order
 * @param settings all settings that differ from their defaults
 * @param variables the values of variables that were given for the script
 * @param environment the names of variables that came from the environment, as they do again at a
 *     recovery
 * @param startedMillis when it first started, in wall time
 */
public record JobDescription(
    int formatVersion,
    String name,
    String owner,
    String statement,
    int statementLine,
    List<String> definitions,
    SortedMap<String, String> settings,
    SortedMap<String, String> variables,
    List<String> environment,
    long startedMillis) {
  /** The version that this engine writes. */
  public static final int FORMAT_VERSION = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** The description as indented JSON. */
  public byte[] toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(this)
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a job description that cannot be written as JSON", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException naming what does not fit
   */
  public static JobDescription fromJson(byte[] json) throws IOException {
    try {
      JobDescription description = JSON.readValue(json, JobDescription.class);
      if (description.formatVersion() != FORMAT_VERSION) {
        throw new IOException(
            "it has format version "
                + description.formatVersion()
                + "; this Weir reads version "
                + FORMAT_VERSION);
      }
      return description;
    } catch (JsonProcessingException e) {
      throw new IOException("it is not a job description: " + JsonMistake.describe(e), e);
    }
  }
}
