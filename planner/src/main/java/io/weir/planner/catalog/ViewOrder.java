package io.weir.planner.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts views behind the views that they use. */
final class ViewOrder {
  private ViewOrder() {}

  /**
   * The views in an order in which they can be made. A view uses another if the other's name occurs
   * in its text: an order that is stricter than needed does no harm.
   */
  static List<CatalogView> sort(List<CatalogView> views) {
    Set<CatalogView> sorted = new LinkedHashSet<>();
    for (CatalogView view : views) {
      visit(view, views, sorted, new ArrayList<>());
    }
    return List.copyOf(sorted);
  }

  private static void visit(
      CatalogView view, List<CatalogView> all, Set<CatalogView> sorted, List<CatalogView> path) {
    if (sorted.contains(view) || path.contains(view)) {
      return;
    }
    path.add(view);
    for (CatalogView other : all) {
      if (other != view && view.query().text().contains(other.path().name())) {
        visit(other, all, sorted, path);
      }
    }
    path.remove(view);
    sorted.add(view);
  }
}
