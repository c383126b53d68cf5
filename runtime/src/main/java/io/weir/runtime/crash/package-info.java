/**
 * The points at which a crash can do harm, by name: a file system and a sink that tell a listener
 * of each before and after it. Certification ends the process there.
 */
package io.weir.runtime.crash;
