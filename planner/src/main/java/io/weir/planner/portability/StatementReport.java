package io.weir.planner.portability;

import io.weir.parser.source.Span;
import java.util.Comparator;
import java.util.List;

/**
 * What becomes of a statement on a Flink cluster.
 *
 * @param title the statement in a few words
 * @param span where it stands
 * @param isSent whether it goes to the cluster at all
 * @param edits what is written otherwise there, in order and apart
 * @param notes what there is to know, in the order of the script
 * @param requirements what it needs to be reachable
 * @param readOn topics that it reads on from where a savepoint stands
 */
public record StatementReport(
    String title,
    Span span,
    boolean isSent,
    List<Edit> edits,
    List<Note> notes,
    List<Requirement> requirements,
    List<String> readOn) {
  public StatementReport {
    edits = List.copyOf(edits);
    notes = List.copyOf(notes);
    requirements = List.copyOf(requirements);
    readOn = List.copyOf(readOn);
  }

  /** The worst of its notes. */
  public Outcome outcome() {
    return notes.stream()
        .map(Note::outcome)
        .max(Comparator.naturalOrder())
        .orElse(Outcome.AS_IT_IS);
  }
}
