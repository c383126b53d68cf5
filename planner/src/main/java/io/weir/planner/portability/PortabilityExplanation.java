package io.weir.planner.portability;

import io.weir.parser.Lexeme;
import io.weir.parser.Lexemes;
import io.weir.parser.source.Span;
import io.weir.parser.statement.BodyText;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StatementSet;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.setting.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EXPLAIN PORTABILITY: a statement together with the settings, tables and views that it uses. */
public final class PortabilityExplanation {
  private final Catalog catalog;
  private final Map<String, CatalogObject> used = new LinkedHashMap<>();

  private PortabilityExplanation(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The text that EXPLAIN shows. */
  public static String of(Statement statement, Catalog catalog, Settings settings) {
    PortabilityExplanation explanation = new PortabilityExplanation(catalog);
    explanation.collect(statement);
    StringBuilder text = new StringBuilder(settings(settings));
    List<Requirement> requirements = new ArrayList<>();
    for (CatalogObject object : explanation.used.values()) {
      if (object instanceof CatalogTable table) {
        StatementReport report = Portability.ofTable(table, statement.span());
        text.append(PortabilityText.body(report));
        requirements.addAll(report.requirements());
      } else if (object instanceof CatalogView view) {
        List<Note> notes = QueryCheck.check(view.query(), explanation.catalog);
        Span span = statement.span();
        text.append(
            PortabilityText.body(
                new StatementReport(
                    "view " + view.path().name(),
                    span,
                    true,
                    List.of(),
                    notes,
                    List.of(),
                    List.of())));
      }
    }
    text.append(PortabilityText.body(Portability.of(statement, catalog, Map.of())));
    return text.append(PortabilityText.of(requirements)).toString();
  }

  private static String settings(Settings settings) {
    StringBuilder text = new StringBuilder();
    Map<String, String> all = new LinkedHashMap<>(SettingTranslation.defaults());
    all.keySet().removeAll(settings.written().keySet());
    all.forEach((key, value) -> text.append(line(key, value, SettingTranslation.reason(key))));
    settings
        .written()
        .forEach(
            (key, value) -> {
              SettingTranslation.Translated translated = SettingTranslation.of(key, value);
              String reason =
                  translated.text().isEmpty()
                      ? translated.outcome().text()
                      : translated.outcome().text() + ": " + translated.text();
              text.append(line(key, translated.value(), reason));
            });
    return text.toString();
  }

  private static String line(String key, String value, String reason) {
    return "setting '" + key + "' = '" + value + "': " + reason + "\n";
  }

  private void collect(Statement statement) {
    if (statement instanceof Query query) {
      collect(query.query());
    } else if (statement instanceof Insert insert) {
      add(insert.target().names());
      collect(insert.query());
    } else if (statement instanceof StatementSet set) {
      set.inserts().forEach(this::collect);
    } else if (statement instanceof CreateTable create) {
      create.query().ifPresent(this::collect);
    }
  }

  /** Every name that is one of a table is taken for it. */
  private void collect(BodyText body) {
    List<String> names = new ArrayList<>();
    for (Lexeme lexeme : Lexemes.of(body.text())) {
      if (lexeme.isWord()) {
        names.add(lexeme.value());
        add(names);
      } else if (!lexeme.text().equals(".")) {
        names.clear();
      }
      if (lexeme.isWord() && lexeme.kind() == Lexeme.Kind.KEYWORD) {
        names.clear();
      }
    }
  }

  private void add(List<String> names) {
    for (int from = 0; from < names.size(); from++) {
      List<String> path = names.subList(from, names.size());
      if (path.size() > 3) {
        continue;
      }
      catalog
          .find(catalog.resolve(path))
          .ifPresent(
              object -> {
                boolean isNew = used.putIfAbsent(object.path().toSql(), object) == null;
                if (isNew && object instanceof CatalogView view) {
                  collect(view.query());
                }
              });
    }
  }
}
