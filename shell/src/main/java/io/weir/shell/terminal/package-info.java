/** The interactive shell: a prompt on a terminal (JLine) in front of a session. */
package io.weir.shell.terminal;
