/**
 * Asynchronous barrier snapshots: when a checkpoint begins, what belongs to it, when it exists, and
 * when sinks may publish.
 *
 * <p>The order that everything rests on: sources send barrier <i>n</i>; each task that has it on
 * all channels hands over what it has captured; in the background all of that becomes durable; then
 * the checkpoint is written, and exists; then, and strictly in this order from checkpoint to
 * checkpoint, sinks commit what they prepared for it. A crash at any moment leaves a newest
 * checkpoint that names every commit which may not have happened, and committing twice changes
 * nothing.
 *
 * <h2>Barriers that overtake</h2>
 *
 * <p>A barrier waits behind the rows that are ahead of it, and where a sink is slow it waits for
 * long. When a checkpoint has not collected all parts after the aligned time-out, the coordinator
 * says so to all tasks at once ({@code TaskControl.overtake}), and each that has not passed the
 * barrier yet does so in its next step, whatever waits in it:
 *
 * <pre>
 *            channel                 chain of a task                  channel
 *   [ W5 | rows | BARRIER | rows ]   Aggregate          Sink   -->  [ ... | BARRIER ]
 *     `---------´                    [ rows, W4 ]
 *      recorded: Aggregate's          recorded: taken,
 *      input 0, channel 2             not finished
 * </pre>
 *
 * <ol>
 *   <li>A source answers without waiting for room: the barrier is added behind what is queued.
 *   <li>A task waits until each of its channels holds the barrier or has ended. As nobody waits for
 *       room to send it, that is so after as many steps as there are tasks in a row.
 *   <li>It then records, in one step, what is ahead of the barrier in its channels and what waits
 *       in its operators, captures their state, and sends the barrier on. This is the snapshot of
 *       Chandy and Lamport (1985): state, and what was sent to it and has not arrived.
 *   <li>What was recorded stays in its place and is worked off as before. The barriers in the
 *       channels mean nothing when they are met later.
 * </ol>
 *
 * <p>Recorded are batches (as second owners of the same buffers), watermarks and idleness, but
 * never the end of a stream: whoever has sent it has finished in this checkpoint, and says so
 * again. The checkpoint names one file with the content of all queues ({@link
 * io.weir.runtime.execution.checkpoint.InFlightFile}). Queues are not emptied by a checkpoint, so
 * what it holds is bounded by what channels hold, however many checkpoints are taken.
 *
 * <p>A restore fills the same queues again before any task is stepped: channels and operators at
 * the same parallelism are the same places. Senders go on behind them, and begin by repeating their
 * watermark. At another parallelism there are no such places: rows in a forward channel belong to
 * no key group, senders have other numbers, and the newer rows of a key could arrive by another way
 * than its older ones. So the job is first <i>settled</i>: run once at the old parallelism with
 * sources that read nothing, until a checkpoint whose barriers waited holds no queues; from that it
 * goes on at the new one. Nothing has to be filtered by key, and the order of rows is kept on every
 * kind of edge.
 *
 * <p>A barrier that has overtaken may lie between two rows of one change, such as a row that leaves
 * and the one that replaces it. It says so to all tasks behind it, and what must hold between
 * changes ({@code Operator.checkAtRest}) is not checked there.
 *
 * <p>Barriers always wait where nothing may be left on its way: when settling, when draining, and
 * in the last checkpoint of a job that takes none by interval.
 */
package io.weir.runtime.execution.checkpoint;
