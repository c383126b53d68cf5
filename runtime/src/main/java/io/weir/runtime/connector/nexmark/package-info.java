/**
 * The events of the Nexmark benchmark: an online auction with people, auctions and bids. Every
 * value is a function of the seed, the event's number and the field, so that any event can be made
 * alone, from any position, by any reader, and fields that nobody reads are not made at all.
 */
package io.weir.runtime.connector.nexmark;
