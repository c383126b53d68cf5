package io.weir.parser;

import io.weir.parser.source.Span;
import io.weir.parser.statement.BodyText;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.Options;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StringLiteral;
import io.weir.parser.statement.TypeText;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Prints statement records as indented text with every position; what is absent is left out. */
final class StatementPrinter {
  private final String source;
  private final StringBuilder out = new StringBuilder();

  private StatementPrinter(String source) {
    this.source = source;
  }

  /** The statement, one line per part, without a trailing newline. */
  static String print(String source, Statement statement) {
    StatementPrinter printer = new StatementPrinter(source);
    printer.record(statement, "", "");
    return printer.out.toString().stripTrailing();
  }

  private void value(String name, Object value, String indent) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> value(name, present, indent));
    } else if (value instanceof Collection<?> collection) {
      Collection<?> ordered =
          value instanceof java.util.Set<?> set ? new TreeSet<Object>(set) : collection;
      ordered.forEach(element -> value(name, element, indent));
    } else if (value instanceof Options options && options.entries().isEmpty()) {
      return;
    } else if (value instanceof Boolean flag) {
      if (flag) {
        line(indent, name, "");
      }
    } else if (value instanceof BodyText body) {
      line(indent, name + ": [" + body.text().replaceAll("\\s+", " ") + "]", range(body.span()));
    } else if (value instanceof Identifier id) {
      line(indent, name + ": " + id, range(id.span()));
    } else if (value instanceof QualifiedName qualified) {
      line(indent, name + ": " + qualified, range(qualified.span()));
    } else if (value instanceof StringLiteral literal) {
      line(indent, name + ": " + literal.toString().replace("\n", "\\n"), range(literal.span()));
    } else if (value instanceof TypeText type) {
      line(indent, name + ": " + type, range(type.span()));
    } else if (value instanceof Span span) {
      line(indent, name, range(span));
    } else if (value instanceof Record nested) {
      record(nested, name + ": ", indent);
    } else {
      line(indent, name + ": " + value, "");
    }
  }

  private void record(Object record, String prefix, String indent) {
    Span span = null;
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getType() == Span.class) {
        span = (Span) read(component, record);
      }
    }
    line(indent, prefix + record.getClass().getSimpleName(), span == null ? "" : range(span));
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getType() != Span.class) {
        value(component.getName(), read(component, record), indent + "  ");
      }
    }
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }

  private void line(String indent, String text, String position) {
    out.append(indent).append(text).append(position.isEmpty() ? "" : "  @" + position).append('\n');
  }

  /** Start position and length in characters. */
  private String range(Span span) {
    return span + "+" + source.codePointCount(span.start(), span.end());
  }
}
