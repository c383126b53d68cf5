/** Runs scripts: statements in order, jobs that resume, results to standard output. */
package io.weir.shell.run;
