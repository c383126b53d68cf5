package io.weir.runtime.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Every short LIKE pattern over every short text, against regular expressions. */
class LikeTest {
  private static final Schema SCHEMA = Schema.of(new Field("s", LogicalType.string()));

  @Test
  void everyShortPattern() {
    List<String> texts = words(List.of("a", "é"), 5);
    try (BufferAllocator allocator = new RootAllocator();
        Batch batch =
            Batch.ofInserts(
                SCHEMA,
                List.of(Values.vector(LogicalType.string(), texts, allocator)),
                texts.size())) {
      for (String pattern : words(List.of("a", "é", "%", "_"), 5)) {
        assertEquals(expected(pattern, texts), actual(pattern, batch, texts), pattern);
      }
    }
  }

  private static List<String> words(List<String> letters, int longest) {
    List<String> words = new ArrayList<>(List.of(""));
    for (int from = 0; words.get(from).length() < longest; from++) {
      for (String letter : letters) {
        words.add(words.get(from) + letter);
      }
    }
    return words;
  }

  private static List<String> expected(String pattern, List<String> texts) {
    Pattern regex = Pattern.compile(pattern.replace("%", ".*").replace("_", "."));
    return texts.stream().filter(text -> regex.matcher(text).matches()).toList();
  }

  private static List<String> actual(String pattern, Batch batch, List<String> texts) {
    Expression like =
        Expressions.call(
            FunctionRegistry.standard().get("LIKE"),
            List.of(ColumnReference.of(SCHEMA, 0), Literal.of(pattern)),
            SourcePosition.NONE);
    List<String> matching = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        ExpressionEvaluator evaluator =
            ExpressionEvaluator.ofCondition(like, TestValues.context(allocator))) {
      Selection selection = evaluator.filter(batch);
      for (int i = 0; i < selection.count(); i++) {
        matching.add(texts.get(selection.row(i)));
      }
    }
    return matching;
  }
}
