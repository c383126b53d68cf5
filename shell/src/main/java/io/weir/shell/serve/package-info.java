/**
 * One process that runs the jobs of a data directory, and others that have their statements
 * executed in it.
 *
 * <pre>
 *   weir serve                              weir, weir -e, weir jobs, weir stop
 *   Server ── Workspace: jobs, catalog      AttachedSession ── ConsoleAnswers
 *     └─ ClientConnection ──── DIR/serve/socket ────┘
 * </pre>
 *
 * <p>The server holds the lock {@code DIR/serve/LOCK} and listens on a Unix domain socket that only
 * its owner may open: the directory has mode 0700, the socket 0600. {@code DIR/serve/address} says
 * where the socket is, since such a path may have no more than a hundred characters or so: where
 * {@code DIR/serve/socket} is longer, it is made in a directory of the same kind among the
 * temporary files. Whoever finds that somebody holds the lock attaches; otherwise there is no
 * server, whatever lies in the directory.
 *
 * <h2>Protocol, version 1</h2>
 *
 * Both sides send frames: a length of four bytes (big-endian, of what follows), a byte that tells
 * the kind, and the content. Kind 1 is a message, a JSON object with a {@code type}; kind 2 is
 * rows, an Arrow IPC stream with one record batch: the columns of the result, a column {@code kind}
 * (of the change: 0 +I, 1 -U, 2 +U, 3 -D; NULL where all rows are inserts) and a column {@code
 * watermark} without meaning here.
 *
 * <p>The client begins with {@code hello} (protocol, version, settings, variables) and is answered
 * {@code welcome} (protocol, version, process) or {@code refused} (reason), behind which the server
 * hangs up. Then it asks, and does not ask again before it has been answered:
 *
 * <ul>
 *   <li>{@code execute} (text, origin): statements. Any number of answers follow: {@code say}
 *       (text) is for the person to read; {@code table} (columns, rows) is a little table; {@code
 *       begin} (schema, changelog, key, zone, isTable) announces a result, whose rows follow, then
 *       {@code rows-end} unless the query failed, then {@code end} (outcome). Last comes {@code
 *       executed} (outcome).
 *   <li>{@code names}: answered with {@code names} (tables with their kinds and columns, functions,
 *       jobs).
 * </ul>
 *
 * <p>At any time the client may send {@code cancel}, which cancels the statement that runs and has
 * no answer of its own, and the server {@code notice} (text), which tells of jobs. A client that
 * hangs up has its statement cancelled; jobs that it has started go on.
 */
package io.weir.shell.serve;
