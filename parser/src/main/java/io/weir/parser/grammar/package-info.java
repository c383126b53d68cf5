/**
 * The generated lexer and parser of statements, and {@link io.weir.parser.grammar.WordLexer}, which
 * tells keywords from names. Nothing outside the parser module needs this package.
 */
package io.weir.parser.grammar;
