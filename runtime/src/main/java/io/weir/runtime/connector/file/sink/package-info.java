/**
 * The transactional file sink. Rows go to hidden in-progress files, which are synced at the barrier
 * and renamed after their checkpoint is complete, so that each file appears whole, once, and is
 * never withdrawn. A file may stay open across checkpoints: its length is part of the checkpoint,
 * and a restore cuts it to that length.
 *
 * <pre>
 * out/.part-&lt;incarnation&gt;-&lt;subtask&gt;-&lt;counter&gt;.json.after-7.inprogress   being written, begun after checkpoint 7
 * out/part-&lt;incarnation&gt;-&lt;subtask&gt;-&lt;counter&gt;.json                       committed
 * out/_weir/commits/&lt;incarnation&gt;-&lt;checkpoint&gt;.json                    what one commit has published
 * out/_weir/overwrites/&lt;incarnation&gt;-&lt;checkpoint&gt;.json                what one commit is about to replace
 * </pre>
 *
 * Nothing that is not named so, with the job's own incarnation, is ever renamed, cut or deleted,
 * but for the files that INSERT OVERWRITE replaces: all that readers see, when the job has ended.
 */
package io.weir.runtime.connector.file.sink;
