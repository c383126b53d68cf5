/**
 * Whole queries, judged from outside: scripts run in this process through planner and engine, with
 * crashes and at several parallelisms, and what they committed is compared with what was recorded
 * and with what DuckDB answers to the same question.
 */
package io.weir.query;
