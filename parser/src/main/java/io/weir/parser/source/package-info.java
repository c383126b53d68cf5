/**
 * Text and positions: {@link io.weir.parser.source.SourceText} is a script that remembers what it
 * looked like before its variables were filled in, {@link io.weir.parser.source.Span} a piece of
 * it, and {@link io.weir.parser.source.SourceException} an error of the user's that points at one.
 * The planner and the shell use the same types, so that every error looks the same.
 */
package io.weir.parser.source;
