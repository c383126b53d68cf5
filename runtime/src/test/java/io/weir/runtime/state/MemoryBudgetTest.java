package io.weir.runtime.state;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final int MEBIBYTE = 1 << 20;

  private final MemoryBudget budget = new MemoryBudget(64 * MEBIBYTE);
  private final TableMemory memory = new TableMemory(budget);

  /** Allocates blocks of a mebibyte, and frees them again at once. */
  private void grow(int blocks, Runnable whileHeld) {
    long[] addresses = new long[blocks];
    for (int i = 0; i < blocks; i++) {
      addresses[i] = memory.allocate(MEBIBYTE);
    }
    whileHeld.run();
    for (long address : addresses) {
      memory.free(address, MEBIBYTE);
    }
  }

  @Test
  void whatHasGrownSinceTheLastBarrierMustBeCopiedToo() {
    grow(30, () -> assertFalse(budget.needsFlush()));
    grow(40, () -> assertTrue(budget.needsFlush()));
  }

  @Test
  void whatIsCapturedNeedsNoCopy() {
    grow(
        30,
        () -> {
          memory.captured();
          budget.flushed();
          grow(10, () -> assertFalse(budget.needsFlush()));
        });
  }

  @Test
  void whatHasChangedInPlaceMustBeCopiedToo() {
    grow(
        40,
        () -> {
          memory.captured();
          budget.flushed();
          memory.addChanged(35 * MEBIBYTE);
          grow(1, () -> assertTrue(budget.needsFlush()));
        });
  }

  @Test
  void aCopyMayExceedTheBudgetAndNothingElseMay() {
    budget.reserveForCopy(100 * MEBIBYTE);
    assertThrows(WeirException.class, () -> memory.allocate(1));
  }
}
