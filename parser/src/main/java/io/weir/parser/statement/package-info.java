/**
 * What the parser produces: one immutable record per kind of statement, and the parts they are made
 * of. Every part that an error may have to point at carries its {@link io.weir.parser.source.Span}.
 * Nothing here is resolved: types are {@link io.weir.parser.statement.TypeText}, query bodies and
 * expressions are text that knows where it came from.
 */
package io.weir.parser.statement;
