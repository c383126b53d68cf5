/**
 * Tables of relational databases, through JDBC: PostgreSQL, SQLite, MySQL and MariaDB. Read as
 * bounded tables, asked by key, and written: the rows of an epoch in one transaction that also
 * records the epoch, or at once under their key.
 */
package io.weir.runtime.connector.jdbc;
