/** Resolved scalar expressions and their evaluation by precompiled vector kernels. */
package io.weir.runtime.expression;
