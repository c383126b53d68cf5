package io.weir.parser.statement;

import java.util.List;

/**
 * {@code AS 'class' [LANGUAGE …] [USING JAR '…', …] [WITH (…)]}: what implements a function.
 *
 * @param className the implementing class
 * @param language JAVA, SCALA or PYTHON in upper case; JAVA if not written
 * @param jars paths of the JAR files of USING, in the order written
 */
public record FunctionClass(
    StringLiteral className, String language, List<StringLiteral> jars, Options options) {
  public FunctionClass {
    jars = List.copyOf(jars);
  }
}
