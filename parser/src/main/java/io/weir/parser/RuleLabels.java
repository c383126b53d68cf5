package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import java.util.Map;
import java.util.Set;

/**
 * What the rules of the grammar are called in errors. A rule without a label is shown as what it
 * starts with; one whose label is empty is not shown at all, because naming it would not help.
 */
final class RuleLabels {
  static final String HIDDEN = "";

  private static final Map<Integer, String> LABELS =
      Map.ofEntries(
          Map.entry(StatementParser.RULE_statement, "a statement"),
          Map.entry(StatementParser.RULE_query, "a query"),
          Map.entry(StatementParser.RULE_explained, "a statement with a query"),
          Map.entry(StatementParser.RULE_expression, "an expression"),
          Map.entry(StatementParser.RULE_dataType, "a type"),
          Map.entry(StatementParser.RULE_tableName, "a table name"),
          Map.entry(StatementParser.RULE_viewName, "a view name"),
          Map.entry(StatementParser.RULE_functionName, "a function name"),
          Map.entry(StatementParser.RULE_databaseName, "a database name"),
          Map.entry(StatementParser.RULE_newName, "a new name"),
          Map.entry(StatementParser.RULE_columnPath, "a column name"),
          Map.entry(StatementParser.RULE_catalogName, "a catalog name"),
          Map.entry(StatementParser.RULE_moduleName, "a module name"),
          Map.entry(StatementParser.RULE_columnName, "a column name"),
          Map.entry(StatementParser.RULE_parameterName, "a parameter name"),
          Map.entry(StatementParser.RULE_functionParameters, "parameters in parentheses"),
          Map.entry(StatementParser.RULE_fieldName, "a field name"),
          Map.entry(StatementParser.RULE_constraintName, "a constraint name"),
          Map.entry(StatementParser.RULE_connectorName, "a connector name"),
          Map.entry(StatementParser.RULE_language, "a language"),
          Map.entry(StatementParser.RULE_identifier, "a name"),
          Map.entry(StatementParser.RULE_jobName, "a job name in single quotes"),
          Map.entry(StatementParser.RULE_fileName, "a path in single quotes"),
          Map.entry(StatementParser.RULE_className, "a class name in single quotes"),
          Map.entry(StatementParser.RULE_optionKey, "an option key in single quotes"),
          Map.entry(StatementParser.RULE_optionValue, "an option value in single quotes"),
          Map.entry(StatementParser.RULE_stringLiteral, "a string in single quotes"),
          Map.entry(StatementParser.RULE_literal, "a literal"),
          Map.entry(StatementParser.RULE_settingKey, "the key of a setting"),
          Map.entry(StatementParser.RULE_settingValue, "a value"),
          Map.entry(StatementParser.RULE_intervalUnit, "a unit from YEAR to SECOND"),
          Map.entry(StatementParser.RULE_insert, "INSERT"),
          Map.entry(StatementParser.RULE_ifNotExists, "IF NOT EXISTS"),
          Map.entry(StatementParser.RULE_ifExists, "IF EXISTS"),
          Map.entry(StatementParser.RULE_tableConstraint, "PRIMARY KEY"),
          Map.entry(StatementParser.RULE_columnConstraint, "PRIMARY KEY"),
          Map.entry(StatementParser.RULE_watermark, "WATERMARK FOR"),
          Map.entry(StatementParser.RULE_enforcement, "NOT ENFORCED"),
          Map.entry(StatementParser.RULE_nullability, "NOT NULL"),
          Map.entry(StatementParser.RULE_partitionedBy, "PARTITIONED BY"),
          Map.entry(StatementParser.RULE_distribution, HIDDEN),
          Map.entry(StatementParser.RULE_anything, HIDDEN),
          Map.entry(StatementParser.RULE_renameColumn, HIDDEN),
          Map.entry(StatementParser.RULE_executePlan, HIDDEN),
          Map.entry(StatementParser.RULE_orReplace, HIDDEN),
          Map.entry(StatementParser.RULE_system, HIDDEN),
          Map.entry(StatementParser.RULE_createOther, HIDDEN),
          Map.entry(StatementParser.RULE_dropOther, HIDDEN),
          Map.entry(StatementParser.RULE_alterOther, HIDDEN),
          Map.entry(StatementParser.RULE_showCreateOther, HIDDEN),
          Map.entry(StatementParser.RULE_showOther, HIDDEN),
          Map.entry(StatementParser.RULE_secondWord, HIDDEN),
          Map.entry(StatementParser.RULE_typeLength, HIDDEN),
          Map.entry(StatementParser.RULE_timeZone, HIDDEN),
          Map.entry(StatementParser.RULE_collectionSuffix, HIDDEN),
          Map.entry(StatementParser.RULE_nextPart, HIDDEN),
          Map.entry(StatementParser.RULE_hint, HIDDEN),
          Map.entry(StatementParser.RULE_queryToken, HIDDEN),
          Map.entry(StatementParser.RULE_plainToken, HIDDEN),
          Map.entry(StatementParser.RULE_group, HIDDEN),
          Map.entry(StatementParser.RULE_bareKeyToken, HIDDEN),
          Map.entry(StatementParser.RULE_bareValueToken, HIDDEN));

  private static final Set<Integer> OPAQUE =
      Set.of(
          StatementParser.RULE_identifier,
          StatementParser.RULE_anything,
          StatementParser.RULE_plainToken,
          StatementParser.RULE_queryToken,
          StatementParser.RULE_typeName,
          StatementParser.RULE_bareKeyToken,
          StatementParser.RULE_bareValueToken);

  /** Labels of rules that are names. */
  static final Set<String> NAMES =
      Set.of(
          "a table name",
          "a view name",
          "a function name",
          "a database name",
          "a new name",
          "a column name",
          "a parameter name",
          "a catalog name",
          "a module name",
          "a field name",
          "a constraint name",
          "a connector name",
          "a name");

  /** Labels of rules that are strings. */
  static final Set<String> STRINGS =
      Set.of(
          "a job name in single quotes",
          "a path in single quotes",
          "a class name in single quotes",
          "an option key in single quotes",
          "an option value in single quotes",
          "a string in single quotes");

  private static final Set<Integer> BODIES =
      Set.of(
          StatementParser.RULE_queryToken,
          StatementParser.RULE_plainToken,
          StatementParser.RULE_group);

  private RuleLabels() {}

  /** The label of a rule, or null if the rule has none. */
  static String of(int rule) {
    return LABELS.get(rule);
  }

  /** Whether a rule is part of a query body or an expression. */
  static boolean isBody(int rule) {
    return BODIES.contains(rule);
  }

  /** Whether a rule accepts words whatever they are, so that its tokens are no suggestions. */
  static boolean isOpaque(int rule) {
    return OPAQUE.contains(rule);
  }
}
