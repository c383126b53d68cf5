package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;

/**
 * {@code CREATE [TEMPORARY [SYSTEM]] FUNCTION [IF NOT EXISTS] name AS 'class' [LANGUAGE …] [USING
 * JAR '…', …] [WITH (…)]}.
 *
 * @param system whether the function belongs to no catalog and database
 * @param className the implementing class
 * @param language JAVA, SCALA or PYTHON in upper case; JAVA if not written
 * @param jars paths of the JAR files of USING, in the order written
 */
public record CreateFunction(
    QualifiedName name,
    boolean temporary,
    boolean system,
    boolean ifNotExists,
    StringLiteral className,
    String language,
    List<StringLiteral> jars,
    Options options,
    Span span)
    implements Statement {
  public CreateFunction {
    jars = List.copyOf(jars);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCreateFunction(this);
  }
}
