/** Weir. */
package io.weir.shell;
