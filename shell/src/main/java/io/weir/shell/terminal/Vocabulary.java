package io.weir.shell.terminal;

import io.weir.runtime.connector.Option;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;

/** The names that mean something at the prompt now. */
public interface Vocabulary {
  /** The tables and views of the current database. */
  List<String> tables();

  /** The columns of a table or view; empty if there is none of that name. */
  Optional<Schema> schema(String table);

  /** All functions, also those of users, in upper case where they are ours. */
  List<String> functions();

  /** How a function is called, or else nothing. */
  Optional<String> signature(String function);

  /** The connectors. */
  List<String> connectors();

  /** The options of a table of this connector, with those of the formats. */
  List<Option> options(String connector);

  /** The settings. */
  List<Option> settings();

  /** The jobs of the data directory. */
  List<String> jobs();
}
