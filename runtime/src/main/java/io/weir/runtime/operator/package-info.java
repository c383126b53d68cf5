/** The contract of operators; each operator has a sub-package with its plan record. */
package io.weir.runtime.operator;
