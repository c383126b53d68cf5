/** The settings of a session: SET and RESET, their keys, types, defaults and documentation. */
package io.weir.planner.setting;
