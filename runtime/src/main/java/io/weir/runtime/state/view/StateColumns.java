package io.weir.runtime.state.view;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns as which a state table is shown: the time of its namespaces, its key, and what its
 * cells or the bytes of its entries are. A key column that entries hold too is shown once.
 */
public final class StateColumns {
  private final TableSpec spec;
  private final EntryLayout layout;
  private final List<Slot> slots = new ArrayList<>();
  private final Schema schema;

  /** A value that is read: the columns of all sources one after the other. */
  record Slot(Field field, boolean isShown) {}

  private StateColumns(TableSpec spec, EntryLayout layout) {
    this.spec = spec;
    this.layout = layout;
    layout.namespace().filter(time -> spec.windowed()).ifPresent(time -> add(time, true));
    Set<String> held = heldNames();
    spec.key().fields().forEach(field -> add(field, !held.contains(field.name())));
    layout.order().forEach(this::add);
    layout.value().forEach(this::add);
    for (Cell cell : spec.cells()) {
      cell.view().ifPresent(view -> add(name(cell, view), view));
    }
    schema = unique();
  }

  /** The columns of a table; empty if it is not known what its bytes mean. */
  public static Optional<StateColumns> of(TableSpec spec) {
    return areCellsKnown(spec.cells())
        ? EntryLayout.of(spec).map(layout -> new StateColumns(spec, layout))
        : Optional.empty();
  }

  private static boolean areCellsKnown(List<Cell> cells) {
    int known = 0;
    for (int i = 0; i < cells.size(); i++) {
      known = Math.max(known, i + cells.get(i).view().map(CellView::cells).orElse(0));
      if (i >= known && cells.get(i).kind() != Cell.Kind.SCRATCH) {
        return false;
      }
    }
    return true;
  }

  private Set<String> heldNames() {
    Set<String> names = new HashSet<>();
    List<StatePart> parts = new ArrayList<>(layout.order());
    parts.addAll(layout.value());
    for (Cell cell : spec.cells()) {
      cell.view().ifPresent(view -> parts.addAll(view.parts()));
    }
    parts.stream().filter(StatePart::isShown).forEach(p -> names.addAll(p.columns().names()));
    return names;
  }

  private static String name(Cell cell, CellView view) {
    return view.name().isEmpty() ? cell.name().replace(' ', '_') : view.name();
  }

  private void add(String name, CellView view) {
    switch (view.form()) {
      case HIDDEN -> {}
      case PARTS -> view.parts().forEach(this::add);
      default -> add(new Field(name, view.type()), true);
    }
  }

  private void add(StatePart part) {
    boolean canLack =
        part.kind() == StatePart.Kind.OPTIONAL_KEY || part.kind() == StatePart.Kind.OPTIONAL_ROW;
    for (Field field : part.columns().fields()) {
      boolean isNullable = canLack || field.type().nullable();
      add(new Field(field.name(), field.type().withNullable(isNullable)), part.isShown());
    }
  }

  private void add(Field field, boolean isShown) {
    slots.add(new Slot(field, isShown));
  }

  /** The shown columns, those of equal names numbered. */
  private Schema unique() {
    Set<String> names = new HashSet<>();
    List<Field> fields = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.isShown()) {
        String name = slot.field().name();
        for (int number = 2; !names.add(name); number++) {
          name = slot.field().name() + "_" + number;
        }
        fields.add(new Field(name, slot.field().type()));
      }
    }
    return new Schema(fields);
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  TableSpec spec() {
    return spec;
  }

  EntryLayout layout() {
    return layout;
  }

  List<Slot> slots() {
    return slots;
  }
}
