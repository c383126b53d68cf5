/**
 * What names mean: catalogs, databases, tables and views, kept in memory and written as DDL. Tables
 * are declarations only; nothing here reaches what they describe.
 */
package io.weir.planner.catalog;
