package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** ELT, PRINTF and TYPEOF: functions that take values of any type. */
final class AnyValues {
  /** A width or precision of more than three digits. */
  private static final Pattern WIDE = Pattern.compile("%[^a-zA-Z%]*[0-9]{4}");

  private AnyValues() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(elt(), printf(), typeOf());
  }

  private static ScalarFunction elt() {
    return KernelFunction.named("ELT")
        .doc(
            "The value number `index`, from 1, of those that follow; NULL if there is none.",
            "ELT(2, 'a', 'b')",
            "'b'")
        .arguments(2, Integer.MAX_VALUE, "ELT(INT, STRING, ...)", "ELT(INT, BYTES, ...)")
        .resolve(AnyValues::resolveElt);
  }

  private static Resolution resolveElt(CallArguments arguments) {
    LogicalType index = arguments.type(0);
    Optional<LogicalType> common =
        CommonTypes.of(arguments.types().subList(1, arguments.size()))
            .filter(type -> type.kind().isVariableWidth());
    boolean isIndex = index.kind().isInteger() || index.kind() == TypeKind.NULL;
    if (!isIndex || common.isEmpty()) {
      return Resolution.mismatch("ELT does not take " + arguments);
    }
    LogicalType[] parameters = new LogicalType[arguments.size()];
    Arrays.fill(parameters, common.get());
    parameters[0] = LogicalType.bigint().withNullable(index.nullable());
    return Resolution.of(
        FunctionBinding.custom(
            List.of(parameters), common.get().withNullable(true), context -> AnyValues::elt));
  }

  private static void elt(Selection rows, Operand[] inputs, Result result) {
    SliceOutput out = result.slices();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      long index = inputs[0].isNull(row) ? 0 : inputs[0].column().getLong(inputs[0].slot(row));
      if (index < 1 || index >= inputs.length || inputs[(int) index].isNull(row)) {
        out.endNull(row);
      } else {
        Operand value = inputs[(int) index];
        int slot = value.slot(row);
        out.append(value.column().getAddress(slot), value.column().getLength(slot));
        out.end(row);
      }
    }
  }

  private static ScalarFunction printf() {
    return KernelFunction.named("PRINTF")
        .doc(
            "The values in the notation of Java's Formatter, such as %d, %s and %.2f; NULL if"
                + " `format` and values do not fit.",
            "PRINTF('%d %s %.2f', 1, 'a', 2.5)", "'1 a 2.50'")
        .arguments(1, Integer.MAX_VALUE, "PRINTF(STRING, any, ...)")
        .resolve(
            arguments -> {
              LogicalType format = arguments.type(0);
              boolean isText = format.kind().isCharacter() || format.kind() == TypeKind.NULL;
              boolean arePrintable =
                  arguments.types().stream().noneMatch(type -> type.kind().isNested());
              if (!isText || !arePrintable) {
                return Resolution.mismatch("PRINTF does not take " + arguments);
              }
              List<LogicalType> parameters = new ArrayList<>(arguments.types());
              for (int i = 0; i < parameters.size(); i++) {
                TypeKind kind = parameters.get(i).kind();
                boolean asText =
                    i == 0
                        || !kind.isNumeric() && kind != TypeKind.BOOLEAN && kind != TypeKind.NULL;
                if (asText) {
                  boolean nullable = parameters.get(i).nullable();
                  parameters.set(i, LogicalType.string().withNullable(nullable));
                }
              }
              return Resolution.of(
                  FunctionBinding.custom(
                          parameters,
                          LogicalType.string(),
                          context ->
                              (rows, inputs, result) -> printf(parameters, rows, inputs, result))
                      .failing());
            });
  }

  private static void printf(
      List<LogicalType> types, Selection rows, Operand[] inputs, Result result) {
    Object[] values = new Object[inputs.length - 1];
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      for (int k = 1; k < inputs.length; k++) {
        values[k - 1] = Values.read(types.get(k), inputs[k].column(), inputs[k].slot(row));
      }
      Object format = Values.read(types.get(0), inputs[0].column(), inputs[0].slot(row));
      String text = format == null ? null : print((String) format, values);
      if (text == null) {
        result.slices().endNull(row);
      } else {
        result.slices().append(text);
        result.slices().end(row);
      }
    }
  }

  private static String print(String format, Object[] values) {
    if (WIDE.matcher(format).find()) {
      throw new EvaluationException(
          "PRINTF takes no width or precision above 999, but '" + format + "' has one");
    }
    try {
      return String.format(Locale.US, format, values);
    } catch (IllegalFormatException doesNotFit) {
      return null;
    }
  }

  private static ScalarFunction typeOf() {
    return KernelFunction.named("TYPEOF")
        .doc("The type of `value` as written in SQL.", "TYPEOF(1)", "'INT NOT NULL'")
        .arguments(1, 2, "TYPEOF(any)", "TYPEOF(any, BOOLEAN)")
        .resolve(
            arguments -> {
              String name = arguments.type(0).toString();
              return Resolution.of(
                  FunctionBinding.custom(
                      arguments.types(),
                      LogicalType.string().withNullable(false),
                      context ->
                          (rows, inputs, result) -> {
                            for (int i = 0; i < rows.count(); i++) {
                              result.slices().append(name);
                              result.slices().end(rows.row(i));
                            }
                          }));
            });
  }
}
