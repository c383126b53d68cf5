package io.weir.runtime.state;

/** A position in an ordered table: a page of a prefix, and a slot of that page. */
final class OrderedCursor implements OrderedTable.Cursor {
  private final PagedOrderedTable table;
  private OrderedNamespace space;
  private int prefix;
  private int page;
  private int slot;
  private long leaf;
  private long entry;
  private Removed removed = Removed.NOTHING;

  /** What has gone with the entry that the cursor stood on. */
  private enum Removed {
    /** It has not been removed, or is still there as a dead one. */
    NOTHING,
    /** Its slot: the next entry has taken it. */
    SLOT,
    /** Its page: the next one has taken its place. */
    PAGE
  }

  OrderedCursor(PagedOrderedTable table) {
    this.table = table;
  }

  private void open(long namespace, int prefixNumber) {
    space = table.namespace(namespace);
    prefix = prefixNumber;
    entry = 0;
    removed = Removed.NOTHING;
  }

  @Override
  public boolean first(long namespace, int prefixNumber) {
    open(namespace, prefixNumber);
    return enterForward(0);
  }

  @Override
  public boolean last(long namespace, int prefixNumber) {
    open(namespace, prefixNumber);
    return enterBackward(LeafList.size(space.root(prefix)) - 1);
  }

  @Override
  public boolean at(long namespace, int prefixNumber, long order, int orderLength) {
    open(namespace, prefixNumber);
    if (space.root(prefix) == 0) {
      return false;
    }
    find(order, orderLength);
    if (slot < 0 && OrderedLeaf.isBeneath(leaf)) {
      if (!space.loader().loadOne(prefix, order, orderLength)) {
        return false;
      }
      find(order, orderLength);
    }
    return slot >= 0 && stand(!OrderedLeaf.isDead(OrderedLeaf.entry(leaf, slot)));
  }

  @Override
  public boolean atOrAfter(long namespace, int prefixNumber, long order, int orderLength) {
    open(namespace, prefixNumber);
    if (space.root(prefix) == 0) {
      return false;
    }
    find(order, orderLength);
    if (OrderedLeaf.isBeneath(leaf)) {
      return enterForward(space.splitAt(prefix, order, orderLength));
    }
    slot = slot >= 0 ? slot : -1 - slot;
    return forward();
  }

  @Override
  public boolean atOrBefore(long namespace, int prefixNumber, long order, int orderLength) {
    open(namespace, prefixNumber);
    if (space.root(prefix) == 0) {
      return false;
    }
    find(order, orderLength);
    if (OrderedLeaf.isBeneath(leaf)) {
      return enterBackward(space.splitAfter(prefix, order, orderLength) - 1);
    }
    slot = slot >= 0 ? slot : -2 - slot;
    return backward();
  }

  private void find(long order, int orderLength) {
    long root = space.root(prefix);
    page = LeafList.find(root, order, orderLength);
    leaf = LeafList.leaf(root, page);
    slot = OrderedLeaf.search(leaf, order, orderLength);
  }

  @Override
  public boolean next() {
    if (removed == Removed.PAGE) {
      removed = Removed.NOTHING;
      return enterForward(page);
    }
    if (OrderedLeaf.isBeneath(leaf)) {
      long at = OrderedLeaf.entry(leaf, slot);
      page = space.splitAt(prefix, at + OrderedLeaf.ORDER, OrderedLeaf.orderLength(at));
      space.loader().loadForward(prefix, page);
      leaf = LeafList.leaf(space.root(prefix), page);
      slot = 0;
    }
    slot += removed == Removed.SLOT ? 0 : 1;
    removed = Removed.NOTHING;
    return forward();
  }

  @Override
  public boolean previous() {
    boolean isPageGone = removed == Removed.PAGE;
    removed = Removed.NOTHING;
    if (isPageGone) {
      return enterBackward(page - 1);
    }
    if (OrderedLeaf.isBeneath(leaf)) {
      long at = OrderedLeaf.entry(leaf, slot);
      page = space.splitAfter(prefix, at + OrderedLeaf.ORDER, OrderedLeaf.orderLength(at)) - 1;
      loadBackward();
      slot = OrderedLeaf.count(leaf) - 1;
    }
    slot--;
    return backward();
  }

  private void loadBackward() {
    int pages = LeafList.size(space.root(prefix));
    space.loader().loadBackward(prefix, page);
    page += LeafList.size(space.root(prefix)) - pages;
    leaf = LeafList.leaf(space.root(prefix), page);
  }

  /** Stands on the first entry that is alive from the present slot on. */
  private boolean forward() {
    for (int count = OrderedLeaf.count(leaf); slot < count; slot++) {
      if (!OrderedLeaf.isDead(OrderedLeaf.entry(leaf, slot))) {
        return stand(true);
      }
    }
    return enterForward(page + 1);
  }

  private boolean enterForward(int firstPage) {
    for (page = firstPage; page < LeafList.size(space.root(prefix)); page++) {
      leaf = LeafList.leaf(space.root(prefix), page);
      if (OrderedLeaf.isBeneath(leaf)) {
        space.loader().loadForward(prefix, page);
        leaf = LeafList.leaf(space.root(prefix), page);
      }
      if (OrderedLeaf.live(leaf) > 0) {
        slot = 0;
        return forward();
      }
    }
    return stand(false);
  }

  /** Stands on the last entry that is alive up to the present slot. */
  private boolean backward() {
    for (; slot >= 0; slot--) {
      if (!OrderedLeaf.isDead(OrderedLeaf.entry(leaf, slot))) {
        return stand(true);
      }
    }
    return enterBackward(page - 1);
  }

  private boolean enterBackward(int lastPage) {
    for (page = lastPage; page >= 0; page--) {
      leaf = LeafList.leaf(space.root(prefix), page);
      if (OrderedLeaf.isBeneath(leaf)) {
        loadBackward();
      }
      if (OrderedLeaf.live(leaf) > 0) {
        slot = OrderedLeaf.count(leaf) - 1;
        return backward();
      }
    }
    return stand(false);
  }

  private boolean stand(boolean onEntry) {
    entry = onEntry ? OrderedLeaf.entry(leaf, slot) : 0;
    return onEntry;
  }

  @Override
  public long orderAddress() {
    return entry + OrderedLeaf.ORDER;
  }

  @Override
  public int orderLength() {
    return OrderedLeaf.orderLength(entry);
  }

  @Override
  public long valueAddress() {
    return OrderedLeaf.value(entry);
  }

  @Override
  public int valueLength() {
    return OrderedLeaf.valueLength(entry);
  }

  @Override
  public void put(long value, int valueLength) {
    if (!space.replace(prefix, leaf, slot, value, valueLength)) {
      page = space.insertedPage();
      slot = space.insertedSlot();
      leaf = LeafList.leaf(space.root(prefix), page);
      stand(true);
    }
  }

  @Override
  public void remove() {
    int flags = OrderedLeaf.entryFlags(entry);
    entry = 0;
    if (space.remove(prefix, page, slot)) {
      removed = Removed.PAGE;
    } else if ((flags & RowFlags.STORED) == 0) {
      removed = Removed.SLOT;
    }
  }
}
