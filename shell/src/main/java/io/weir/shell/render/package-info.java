/** What a person or a program reads: result rows, progress, errors. */
package io.weir.shell.render;
