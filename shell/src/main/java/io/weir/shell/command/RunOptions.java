package io.weir.shell.command;

import io.weir.runtime.connector.stream.StandardInput;
import io.weir.shell.render.Console;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.run.Runs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The options that all commands share, before or behind the command's name. */
final class RunOptions {
  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      defaultValue = "./weir-data",
      description = "Where jobs and their checkpoints live (default: ${DEFAULT-VALUE}).")
  Path data;

  @Option(
      names = "--format",
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      defaultValue = "table",
      description = "How SELECT prints rows: table, csv, json, markdown, line or changelog.")
  ResultFormat format;

  @Option(
      names = "--set",
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=VALUE",
      description = "As SET 'key' = 'value' at the start of the script.")
  Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--var",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME=VALUE",
      description = "Fills $${NAME} in the script; the environment is the fallback.")
  Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--fresh",
      scope = ScopeType.INHERIT,
      description = "Forget what an interrupted run of this script has done and start over.")
  boolean isFresh;

  /** What these options ask for. */
  Runs runs(Console console) {
    return runs(console, StandardInput.of(System.in));
  }

  /** The same, where something else may read standard input. */
  Runs runs(Console console, StandardInput input) {
    return new Runs(data, format, settings, variables, input, console);
  }

  /** Reads a format's name, with a message that lists all. */
  static final class FormatConverter implements ITypeConverter<ResultFormat> {
    @Override
    public ResultFormat convert(String value) {
      return ResultFormat.of(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + value + "\" is not a format; one of " + ResultFormat.names()));
    }
  }
}
