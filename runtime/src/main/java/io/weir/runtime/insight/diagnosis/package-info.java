/**
 * Says in words why a job has no output or is slow. {@link io.weir.runtime.insight.diagnosis
 * .Diagnosis} asks each {@link io.weir.runtime.insight.diagnosis.Cause}, a small class that looks
 * at a {@link io.weir.runtime.insight.JobView} and at nothing else; so a diagnosis can be made
 * wherever a view is.
 */
package io.weir.runtime.insight.diagnosis;
