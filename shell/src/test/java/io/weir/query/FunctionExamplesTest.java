package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.function.FunctionDoc;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.SpecialForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of all scalar functions and special forms, written in a query: parsed, bound and
 * evaluated as a user's would be.
 */
class FunctionExamplesTest {
  /** A literal has no fraction of a second where the value's type has one. */
  private static final List<String> SHOWN_OTHERWISE = List.of("TO_TIMESTAMP(");

  @TempDir Path directory;

  @Test
  void everyExampleGivesWhatItSays() throws IOException {
    List<FunctionDoc> docs = new ArrayList<>();
    FunctionRegistry.standard().functions().forEach(function -> docs.add(function.doc()));
    SpecialForms.ALL.forEach(form -> docs.add(form.doc()));
    docs.removeIf(doc -> doc.example().startsWith("EXISTS"));
    StringBuilder query = new StringBuilder("SELECT\n");
    for (int i = 0; i < docs.size(); i++) {
      String result = docs.get(i).result().isEmpty() ? "NULL" : docs.get(i).result();
      query.append(i == 0 ? "" : ",\n");
      query.append("CAST(").append(docs.get(i).example()).append(" AS STRING) AS v").append(i);
      query.append(", CAST(").append(result).append(" AS STRING) AS w").append(i);
    }
    String[] cells = cells(query.toString());
    int compared = 0;
    for (int i = 0; i < docs.size(); i++) {
      String example = docs.get(i).example();
      if (!docs.get(i).result().isEmpty()
          && SHOWN_OTHERWISE.stream().noneMatch(example::startsWith)) {
        assertEquals(cells[2 * i + 1], cells[2 * i], example);
        compared++;
      }
    }
    assertTrue(compared > 190, compared + " of " + docs.size());
  }

  /** The values of the only row. */
  private String[] cells(String query) throws IOException {
    Course.Result result =
        Course.STRAIGHT.run(query + ";", Map.of("OUT", directory.toString()), Optional.empty());
    return Outputs.lines(result, directory).get(1).split(" \\| ", -1);
  }
}
