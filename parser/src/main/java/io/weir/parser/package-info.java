/** Weir. */
package io.weir.parser;
