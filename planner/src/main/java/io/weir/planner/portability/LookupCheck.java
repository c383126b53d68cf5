package io.weir.planner.portability;

import io.weir.parser.Lexeme;
import io.weir.parser.Lexemes;
import io.weir.parser.statement.BodyText;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds FOR SYSTEM_TIME AS OF over tables in which Flink cannot look up rows. A table with a key
 * and a watermark has versions, and is joined without looking up.
 */
final class LookupCheck {
  private static final Set<String> LOOKED_UP = Set.of("jdbc", "faker");
  private static final List<String> WORDS = List.of("FOR", "SYSTEM_TIME", "AS", "OF");

  private LookupCheck() {}

  /** What a query would be refused for. */
  static List<Note> check(BodyText body, Catalog catalog) {
    List<Note> notes = new ArrayList<>();
    List<Lexeme> lexemes =
        Lexemes.of(body.text()).stream()
            .filter(each -> each.kind() != Lexeme.Kind.COMMENT && each.kind() != Lexeme.Kind.HINT)
            .toList();
    for (int i = 1; i + WORDS.size() < lexemes.size(); i++) {
      if (isLookup(lexemes, i)) {
        List<String> name = nameBefore(lexemes, i);
        Lexeme last = lexemes.get(i - 1);
        table(name, catalog)
            .filter(LookupCheck::isOnlyRead)
            .ifPresent(
                table ->
                    notes.add(
                        Note.refused(
                            body.spanOfOffsets(last.start(), last.end()),
                            "Flink cannot look up rows in a table of '"
                                + table.options().get("connector")
                                + "'",
                            "put its rows into a database and use 'connector' = 'jdbc'; or join without FOR"
                                + " SYSTEM_TIME AS OF, if they do not change")));
      }
    }
    return notes;
  }

  private static boolean isLookup(List<Lexeme> lexemes, int from) {
    for (int i = 0; i < WORDS.size(); i++) {
      if (!lexemes.get(from + i).is(WORDS.get(i))) {
        return false;
      }
    }
    return lexemes.get(from - 1).isWord();
  }

  private static List<String> nameBefore(List<Lexeme> lexemes, int end) {
    List<String> name = new ArrayList<>(List.of(lexemes.get(end - 1).value()));
    for (int i = end - 2; i > 0 && lexemes.get(i).text().equals("."); i -= 2) {
      name.add(0, lexemes.get(i - 1).value());
    }
    return name;
  }

  private static Optional<CatalogTable> table(List<String> name, Catalog catalog) {
    return catalog
        .find(catalog.resolve(name))
        .filter(CatalogTable.class::isInstance)
        .map(CatalogTable.class::cast);
  }

  private static boolean isOnlyRead(CatalogTable table) {
    boolean hasVersions = !table.primaryKey().isEmpty() && table.watermark().isPresent();
    return !hasVersions && !LOOKED_UP.contains(table.options().getOrDefault("connector", ""));
  }
}
