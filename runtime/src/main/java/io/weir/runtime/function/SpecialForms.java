package io.weir.runtime.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of all special forms. */
public final class SpecialForms {
  /** All of them, by name. */
  public static final List<SpecialForm> ALL = all();

  private SpecialForms() {}

  /** The form of this name, in any case of letters. */
  public static Optional<SpecialForm> find(String name) {
    return ALL.stream().filter(form -> form.name().equalsIgnoreCase(name)).findFirst();
  }

  private static List<SpecialForm> all() {
    List<SpecialForm> forms = new ArrayList<>();
    add(
        forms,
        "BETWEEN",
        "Whether a value lies between two others, both included. With SYMMETRIC these may come in"
            + " any order.",
        "2 BETWEEN 1 AND 3",
        "TRUE",
        "value [NOT] BETWEEN [ASYMMETRIC | SYMMETRIC] low AND high");
    add(
        forms,
        "CASE",
        "The value behind the first condition that is TRUE, or behind the first of the values that"
            + " `value` equals; else the one behind ELSE, or NULL. What is not reached is not"
            + " evaluated.",
        "CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END",
        "'b'",
        "CASE WHEN condition THEN result [WHEN …] [ELSE result] END",
        "CASE value WHEN value [, value]* THEN result [WHEN …] [ELSE result] END");
    add(
        forms,
        "CAST",
        "A value as one of another type. Fails where the value does not fit, with its place.",
        "CAST('42' AS INT)",
        "42",
        "CAST(value AS type)");
    add(
        forms,
        "CURRENT_DATABASE",
        "The name of the database in which unqualified names are looked up.",
        "CURRENT_DATABASE()",
        "'default_database'",
        "CURRENT_DATABASE()");
    add(
        forms,
        "EXISTS",
        "Whether a subquery has rows.",
        "EXISTS (SELECT 1)",
        "",
        "[NOT] EXISTS (query)");
    add(
        forms,
        "IN",
        "Whether a value equals one of a list or of a subquery's rows; UNKNOWN if not, but one of"
            + " them is NULL.",
        "2 IN (1, 2, 3)",
        "TRUE",
        "value [NOT] IN (value [, value]*)",
        "value [NOT] IN (query)");
    add(
        forms,
        "INTERVAL",
        "An interval of months, or of milliseconds.",
        "DATE '2024-01-31' + INTERVAL '1' MONTH",
        "DATE '2024-02-29'",
        "INTERVAL 'string' unit [TO unit]");
    add(
        forms,
        "TRY_CAST",
        "A value as one of another type, or NULL where it does not fit.",
        "TRY_CAST('x' AS INT)",
        "NULL",
        "TRY_CAST(value AS type)");
    return List.copyOf(forms);
  }

  private static void add(
      List<SpecialForm> forms,
      String name,
      String text,
      String example,
      String result,
      String... signatures) {
    forms.add(new SpecialForm(name, List.of(signatures), new FunctionDoc(text, example, result)));
  }
}
