package io.weir.shell.terminal;

import io.weir.parser.Lexeme;
import io.weir.parser.Lexeme.Kind;
import io.weir.parser.statement.SqlQuoting;
import io.weir.runtime.connector.Option;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Offers what can stand at the cursor: tables behind FROM, columns of the tables that are named,
 * functions with their signatures, connectors, keys and values of options and settings, jobs, and
 * the words of the dialect.
 */
final class StatementCompleter implements Completer {
  /** Groups in the order in which they are shown. */
  private static final List<String> GROUPS =
      List.of(
          "columns",
          "aliases",
          "tables",
          "functions",
          "jobs",
          "connectors",
          "options",
          "settings",
          "values",
          "files",
          "shell",
          "words");

  private final Vocabulary vocabulary;

  StatementCompleter(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    complete(line.line(), line.cursor(), line.word(), candidates);
  }

  /**
   * Offers what can stand at an offset.
   *
   * @param word what has been typed of it
   */
  void complete(String text, int cursor, String word, List<Candidate> candidates) {
    TypedStatement statement = TypedStatement.at(text, cursor);
    int start = cursor - word.length();
    int index = statement.countBefore(start);
    List<Lexeme> pieces = statement.pieces();
    if (text.stripLeading().startsWith(".")) {
      completeCommand(text.stripLeading(), word, candidates);
    } else if (start > 0 && isInString(pieces, index, start)) {
      completeString(statement, index, word, candidates);
    } else if (index > 0 && pieces.get(index - 1).is(".")) {
      completeMember(statement, index, candidates);
    } else if (index == 0) {
      words(CompletionWords.STATEMENTS, word, candidates);
    } else if (pieces.get(index - 1).is("JOB")) {
      vocabulary.jobs().forEach(job -> add(candidates, SqlQuoting.string(job), "jobs", null, true));
    } else if (!completeStatement(statement, index, word, candidates)) {
      completeQuery(word.isEmpty() ? statement : statement.without(index), index, word, candidates);
    }
  }

  /** The words with which a statement goes on that begins so; false if it may go on otherwise. */
  private boolean completeStatement(
      TypedStatement statement, int index, String word, List<Candidate> candidates) {
    StringBuilder typed = new StringBuilder();
    statement.pieces().subList(0, index).forEach(p -> typed.append(p.text()).append(' '));
    String before = typed.toString().toUpperCase(Locale.ROOT);
    List<String> rests = new ArrayList<>();
    for (String each : CompletionWords.STATEMENTS) {
      if (each.startsWith(before)) {
        rests.add(each.substring(before.length()));
      }
    }
    boolean isExplained = before.equals("EXPLAIN ") || before.equals("EXPLAIN GUARANTEE ");
    if (isExplained) {
      rests.addAll(List.of("INSERT INTO", "SELECT"));
    }
    if (statement.startsWith("STOP", "JOB") && index == 3) {
      rests.addAll(List.of("WITH DRAIN", "WITH SAVEPOINT"));
    }
    words(rests, word, candidates);
    if (statement.isTablePlace(index)) {
      vocabulary.tables().forEach(table -> add(candidates, quoted(table), "tables", null, true));
      if (isQuery(statement.pieces(), index)) {
        words(List.of("LATERAL", "TABLE", "UNNEST"), word, candidates);
      }
      return true;
    }
    return !rests.isEmpty();
  }

  private void completeQuery(
      TypedStatement statement, int index, String word, List<Candidate> candidates) {
    List<Lexeme> pieces = statement.pieces();
    Lexeme before = pieces.get(index - 1);
    Optional<Lexeme> caller = statement.caller(index);
    List<String> following = CompletionWords.FOLLOWING.get(before.text().toUpperCase(Locale.ROOT));
    boolean isInserted = statement.startsWith("INSERT") && !isQuery(pieces, index);
    if (caller.filter(name -> name.is("DESCRIPTOR")).isPresent()
        || isInserted && caller.isPresent()) {
      columns(statement, candidates);
    } else if (isInserted) {
      words(List.of("SELECT", "VALUES", "WITH"), word, candidates);
    } else if (statement.startsWith("CREATE") && !isQuery(pieces, index)) {
      words(CompletionWords.DEFINITION, word, candidates);
      if (!statement.isBehindValue(index)) {
        functions(word, candidates);
      }
    } else if (following != null) {
      words(following, word, candidates);
    } else if (statement.isBehindValue(index)) {
      words(CompletionWords.BEHIND_VALUE, word, candidates);
      if (before.is(")")) {
        words(List.of("SELECT"), word, candidates);
      }
    } else {
      columns(statement, candidates);
      functions(word, candidates);
      words(CompletionWords.VALUE, word, candidates);
      if (before.is("(") && caller.filter(name -> name.is("OVER")).isPresent()) {
        words(List.of("ORDER BY", "PARTITION BY"), word, candidates);
      }
    }
  }

  /** A line that begins with a dot: the command, and then what it takes. */
  private void completeCommand(String line, String word, List<Candidate> candidates) {
    if (line.indexOf(' ') < 0) {
      ShellCommand.ALL.forEach(
          command -> add(candidates, command.name(), "shell", command.description(), true));
      return;
    }
    String name = line.substring(0, line.indexOf(' '));
    for (ShellCommand command : ShellCommand.ALL) {
      if (command.name().equals(name)) {
        switch (command.arguments()) {
          case "FILE", "[FILE]" ->
              FileNames.startingAs(word)
                  .forEach(file -> add(candidates, file, "files", null, !file.endsWith("/")));
          case "[TABLE]" ->
              vocabulary.tables().forEach(table -> add(candidates, table, "tables", null, true));
          default -> {
            for (String value : command.arguments().split("\\|")) {
              add(candidates, value, "values", null, true);
            }
          }
        }
      }
    }
  }

  private static boolean isInString(List<Lexeme> pieces, int index, int start) {
    if (index >= pieces.size()) {
      return false;
    }
    Lexeme piece = pieces.get(index);
    boolean isString = piece.kind() == Kind.STRING || piece.kind() == Kind.OPEN_STRING;
    return isString && piece.start() < start;
  }

  private static boolean isClosed(List<Lexeme> pieces, int index) {
    return pieces.get(index).kind() == Kind.STRING;
  }

  private static boolean isQuery(List<Lexeme> pieces, int index) {
    return pieces.subList(0, index).stream().anyMatch(p -> p.is("SELECT") || p.is("RETURN"));
  }

  private void completeString(
      TypedStatement statement, int index, String word, List<Candidate> candidates) {
    List<Lexeme> pieces = statement.pieces();
    boolean isClosed = isClosed(pieces, index);
    boolean isState =
        index > 1 && pieces.get(index - 1).is("(") && pieces.get(index - 2).is("STATE");
    if (index > 0 && pieces.get(index - 1).is("JOB") || isState) {
      vocabulary.jobs().forEach(job -> add(candidates, job, "jobs", null, isClosed, "'"));
    } else if (statement.startsWith("SET") || statement.startsWith("RESET")) {
      options(vocabulary.settings(), pieces, index, "settings", isClosed, candidates);
    } else if (statement.isInOptions(index)) {
      completeOption(statement, index, word, candidates);
    }
  }

  private void completeOption(
      TypedStatement statement, int index, String word, List<Candidate> candidates) {
    List<Lexeme> pieces = statement.pieces();
    boolean isClosed = isClosed(pieces, index);
    boolean isValue = pieces.get(index - 1).is("=");
    String connector = statement.options().get("connector");
    if (isValue && pieces.get(index - 2).value().equals("connector")) {
      vocabulary
          .connectors()
          .forEach(name -> add(candidates, name, "connectors", null, isClosed, "'"));
    } else if (isValue && pieces.get(index - 2).value().equals("path")) {
      for (String file : FileNames.startingAs(word)) {
        add(candidates, file, "files", null, isClosed || file.endsWith("/"), "'");
      }
    } else if (!isValue && connector == null) {
      add(candidates, "connector", "options", "What kind of table it is.", isClosed, "' = '");
    } else if (connector != null) {
      options(vocabulary.options(connector), pieces, index, "options", isClosed, candidates);
    }
  }

  private static void options(
      List<Option> all,
      List<Lexeme> pieces,
      int index,
      String group,
      boolean isClosed,
      List<Candidate> candidates) {
    if (!pieces.get(index - 1).is("=")) {
      for (Option option : all) {
        add(candidates, option.key(), group, option.description(), isClosed, "' = '");
      }
      return;
    }
    String key = pieces.get(index - 2).value();
    all.stream()
        .filter(option -> option.key().equals(key))
        .flatMap(option -> values(option).stream())
        .distinct()
        .forEach(value -> add(candidates, value, "values", null, isClosed, "'"));
  }

  private static List<String> values(Option option) {
    return switch (option.kind()) {
      case BOOLEAN -> List.of("true", "false");
      case CHOICE -> option.allowed();
      default -> option.defaultValue().map(List::of).orElse(List.of());
    };
  }

  private void completeMember(TypedStatement statement, int index, List<Candidate> candidates) {
    if (index < 2) {
      return;
    }
    String owner = statement.pieces().get(index - 2).value();
    String table = statement.tables().getOrDefault(owner, owner);
    Optional<Schema> schema = vocabulary.schema(table);
    schema.ifPresent(columns -> addColumns(columns, table, candidates));
    if (schema.isEmpty()) {
      for (String each : statement.tables().values()) {
        vocabulary
            .schema(each)
            .flatMap(columns -> field(columns, owner))
            .ifPresent(field -> addColumns(new Schema(field.type().fields()), owner, candidates));
      }
    }
  }

  private static Optional<Field> field(Schema schema, String name) {
    return schema.fields().stream()
        .filter(f -> f.name().equals(name) && !f.type().fields().isEmpty())
        .findFirst();
  }

  /** Columns of the tables that are named, or of all before one is. */
  private void columns(TypedStatement statement, List<Candidate> candidates) {
    if (statement.tables().isEmpty()) {
      for (String table : vocabulary.tables()) {
        vocabulary.schema(table).ifPresent(columns -> addColumns(columns, table, candidates));
      }
    }
    for (Map.Entry<String, String> table : statement.tables().entrySet()) {
      vocabulary
          .schema(table.getValue())
          .ifPresent(columns -> addColumns(columns, table.getValue(), candidates));
      if (!table.getKey().equals(table.getValue())) {
        add(candidates, quoted(table.getKey()), "aliases", table.getValue(), false);
      }
    }
    statement.ownNames().forEach(name -> add(candidates, quoted(name), "aliases", null, true));
  }

  private static void addColumns(Schema columns, String table, List<Candidate> candidates) {
    for (Field field : columns.fields()) {
      String description = field.type() + " of " + table;
      add(candidates, quoted(field.name()), "columns", description, true);
    }
  }

  private void functions(String word, List<Candidate> candidates) {
    if (word.isEmpty()) {
      return;
    }
    String upper = word.toUpperCase(Locale.ROOT);
    for (String name : vocabulary.functions()) {
      if (name.toUpperCase(Locale.ROOT).startsWith(upper)) {
        Optional<String> signature = vocabulary.signature(name);
        boolean isCall = signature.map(text -> text.startsWith(name + "(")).orElse(true);
        String written = inCaseOf(word, name) + (isCall ? "(" : "");
        add(candidates, written, "functions", signature.orElse(null), !isCall);
      }
    }
  }

  private static void words(List<String> words, String typed, List<Candidate> candidates) {
    for (String word : words) {
      add(candidates, inCaseOf(typed, word), "words", null, !word.endsWith("<"));
    }
  }

  /** Words come in the case in which the person types. */
  private static String inCaseOf(String typed, String word) {
    boolean isLower = !typed.isEmpty() && typed.equals(typed.toLowerCase(Locale.ROOT));
    return isLower ? word.toLowerCase(Locale.ROOT) : word;
  }

  private static String quoted(String name) {
    List<Lexeme> pieces = io.weir.parser.Lexemes.of(name);
    boolean isPlain = pieces.size() == 1 && pieces.get(0).kind() == Kind.NAME;
    return isPlain ? name : "`" + name.replace("`", "``") + "`";
  }

  private static void add(
      List<Candidate> candidates,
      String value,
      String group,
      String description,
      boolean isClosed,
      String rest) {
    String whole = isClosed ? value : value + rest;
    candidates.add(
        new Candidate(
            whole, value, group, description, null, null, false, GROUPS.indexOf(group) + 1));
  }

  private static void add(
      List<Candidate> candidates,
      String value,
      String group,
      String description,
      boolean isComplete) {
    candidates.add(
        new Candidate(
            value, value, group, description, null, null, isComplete, GROUPS.indexOf(group) + 1));
  }
}
