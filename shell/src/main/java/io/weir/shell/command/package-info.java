/** The command line: one class a command, thin, each returning the exit code. */
package io.weir.shell.command;
