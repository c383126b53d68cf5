/**
 * Sources whose rows are made up: one split, each row a function of its number, a seed and a time
 * of start that checkpoint 0 keeps, so that what is read again is what was read before.
 */
package io.weir.runtime.connector.generator;
