/** {@code weir certify}: a script is run again and again, killed on the way, and compared. */
package io.weir.shell.certify;
