/**
 * Splits scripts into statements and parses them: text in, {@link
 * io.weir.parser.statement.Statement} records with exact positions out. {@link
 * io.weir.parser.ScriptParser} is the way in; {@link io.weir.parser.TypeParser} parses a single
 * type. The grammar covers statements, column lists and types; query bodies and expressions are
 * only delimited here and handed on as text.
 */
package io.weir.parser;
