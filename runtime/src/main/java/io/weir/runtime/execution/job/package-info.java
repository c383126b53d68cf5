/**
 * A job as its owner sees it: definition, environment, handle and status; and its life from launch
 * over restarts to its end.
 */
package io.weir.runtime.execution.job;
