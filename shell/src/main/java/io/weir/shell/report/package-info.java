/** What is said about jobs, made from views of them and nothing else, wherever those come from. */
package io.weir.shell.report;
