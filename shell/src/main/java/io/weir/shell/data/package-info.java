/**
 * What lies in a data directory: jobs, their locks and frozen descriptions, and the journals of
 * script runs.
 */
package io.weir.shell.data;
