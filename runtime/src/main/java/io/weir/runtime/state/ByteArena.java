package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * Byte strings that are only ever added, found again by a 32-bit reference in units of 8 bytes.
 * What is no longer referred to is garbage, which the owner counts and gets rid of by copying what
 * lives into a new arena.
 */
final class ByteArena {
  private static final int UNIT_SHIFT = 3;
  private static final int CHUNK_UNITS_SHIFT = 17;
  private static final long CHUNK_BYTES = 1L << (CHUNK_UNITS_SHIFT + UNIT_SHIFT);
  private static final long FIRST_CHUNK_BYTES = 512;
  private static final int UNIT_MASK = (1 << CHUNK_UNITS_SHIFT) - 1;

  private final TableMemory memory;

  /** The start of each chunk; a string longer than a chunk lies over several in a row. */
  private long[] chunks = new long[1];

  /** The bytes allocated at the start of each chunk, 0 where a long string goes on. */
  private long[] blockBytes = new long[1];

  private int chunkCount;

  /** The first chunk of the block that is being filled. */
  private int blockStart;

  /** Where the next string goes in that block, and where the block ends. */
  private long position;

  private long capacity;

  /** A first chunk that was replaced, kept until the next call: a caller may copy from it. */
  private long retired;

  private long retiredBytes;
  private long usedBytes;
  private long garbageBytes;

  /** Whether it is being filled with a copy of another arena, which is freed after that. */
  private boolean isCopying;

  ByteArena(TableMemory memory) {
    this.memory = memory;
  }

  /** An arena for what lives in another, until {@link #endCopy}. */
  static ByteArena forCopy(TableMemory memory) {
    ByteArena arena = new ByteArena(memory);
    arena.isCopying = true;
    return arena;
  }

  void endCopy() {
    isCopying = false;
  }

  private long allocateBlock(long bytes) {
    return isCopying ? memory.allocateForCopy(bytes) : memory.allocate(bytes);
  }

  /** Room for {@code length} bytes. Addresses got before may become invalid with the next call. */
  int allocate(int length) {
    freeRetired();
    long bytes = rounded(length);
    if (position + bytes > capacity) {
      makeRoom(bytes);
    }
    int reference = (blockStart << CHUNK_UNITS_SHIFT) + (int) (position >>> UNIT_SHIFT);
    position += bytes;
    usedBytes += bytes;
    return reference;
  }

  /** Where the string of a reference starts. */
  long address(int reference) {
    return chunks[reference >>> CHUNK_UNITS_SHIFT] + ((long) (reference & UNIT_MASK) << UNIT_SHIFT);
  }

  /** Says that a string of {@code length} bytes is no longer referred to. */
  void discard(int length) {
    garbageBytes += rounded(length);
  }

  /** The bytes of all strings, garbage included. */
  long usedBytes() {
    return usedBytes;
  }

  /** Whether copying would give back enough to be worth it. */
  boolean isHalfGarbage() {
    return garbageBytes > 4096 && garbageBytes * 2 > usedBytes;
  }

  /** The room that a string of {@code length} bytes takes. */
  static long rounded(int length) {
    return (length + 7L) & -8L;
  }

  private void makeRoom(long bytes) {
    if (chunkCount == 1 && capacity < CHUNK_BYTES && position + bytes <= CHUNK_BYTES) {
      long grown = Math.max(capacity * 2, FIRST_CHUNK_BYTES);
      while (grown < position + bytes) {
        grown *= 2;
      }
      long chunk = allocateBlock(grown);
      Memory.copy(chunks[0], chunk, position);
      retired = chunks[0];
      retiredBytes = capacity;
      chunks[0] = chunk;
      blockBytes[0] = grown;
      capacity = grown;
      return;
    }
    boolean first = chunkCount == 0 && bytes <= CHUNK_BYTES;
    long block =
        first
            ? Math.max(FIRST_CHUNK_BYTES, Long.highestOneBit(bytes) * 2)
            : (bytes + CHUNK_BYTES - 1) / CHUNK_BYTES * CHUNK_BYTES;
    block = first ? Math.min(block, CHUNK_BYTES) : block;
    int added = (int) Math.max(1, block / CHUNK_BYTES);
    if (chunkCount + added > 1 << (32 - CHUNK_UNITS_SHIFT)) {
      throw io.weir.runtime.error.WeirException.permanent(
          "the variable-length values of one state table exceed 32 GiB",
          "raise parallelism.default, so that each instance holds less");
    }
    while (chunkCount + added > chunks.length) {
      chunks = Arrays.copyOf(chunks, chunks.length * 2);
      blockBytes = Arrays.copyOf(blockBytes, chunks.length);
    }
    long address = allocateBlock(block);
    for (int i = 0; i < added; i++) {
      chunks[chunkCount + i] = address + i * CHUNK_BYTES;
      blockBytes[chunkCount + i] = i == 0 ? block : 0;
    }
    blockStart = chunkCount;
    chunkCount += added;
    position = 0;
    capacity = block;
  }

  private void freeRetired() {
    if (retiredBytes > 0) {
      memory.free(retired, retiredBytes);
      retiredBytes = 0;
    }
  }

  /** Gives all memory back. */
  void close() {
    freeRetired();
    for (int i = 0; i < chunkCount; i++) {
      if (blockBytes[i] > 0) {
        memory.free(chunks[i], blockBytes[i]);
      }
    }
    chunkCount = 0;
    position = 0;
    capacity = 0;
  }
}
