/**
 * {@code weir submit}: a script goes to a Flink cluster. {@code Gateway} speaks the REST protocol
 * of Flink's SQL Gateway, {@code Cluster} asks the cluster about its jobs, {@code Submission} sends
 * the statements of a script and {@code JobWatch} follows a job to its end.
 */
package io.weir.shell.submit;
