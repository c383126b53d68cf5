/** Queries made at random and printed in two dialects, so that two engines can be compared. */
package io.weir.query.random;
