/**
 * What becomes of statements on a Flink cluster. {@code Portability} looks at a statement and says
 * what goes as it is, what must be written otherwise there, what is left out, and what cannot go;
 * {@code TableTranslation} with its rules does it for the options of tables, {@code
 * SettingTranslation} for settings. Contacts nothing.
 */
package io.weir.planner.portability;
