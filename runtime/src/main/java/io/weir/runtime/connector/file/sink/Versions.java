package io.weir.runtime.connector.file.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.error.WeirException;

/** Recognises what another version of Weir has written into a checkpoint. */
final class Versions {
  private Versions() {}

  static void check(String what, JsonNode node, int supported) {
    int version = node.path("version").intValue();
    if (version != supported) {
      throw WeirException.permanent(
          "the checkpoint holds a file sink's "
              + what
              + " in format "
              + version
              + ", and this version of Weir reads format "
              + supported,
          "run the job with the version of Weir that wrote the checkpoint");
    }
  }
}
