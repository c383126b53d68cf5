/**
 * What can be seen of a job: {@link io.weir.runtime.insight.JobView} is all of it at one moment, a
 * tree of records of texts, numbers, lists and optionals, so that it can be shown here as well as
 * sent elsewhere ({@link io.weir.runtime.insight.ViewJson}) and shown there.
 */
package io.weir.runtime.insight;
