package io.weir.runtime.parquet;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the values of one step of the schema from staged rows and gives them to the columns below
 * it. A value comes with two levels: at which repeated step of its path it goes on (0 for a new
 * row), and how many of the steps that can be missing are there.
 */
abstract class Shredder {
  private Shredder() {}

  /** Where in the bytes of a staged row reading goes on. */
  static final class Cursor {
    byte[] bytes;
    int position;

    int next() {
      return bytes[position++];
    }

    int nextInt() {
      position += Integer.BYTES;
      return Bytes.getInt(bytes, position - Integer.BYTES);
    }
  }

  /** What is known of the path to a step. */
  record Path(List<String> names, int definition, int repetition) {
    Path to(ParquetNode node) {
      List<String> longer = new ArrayList<>(names);
      longer.add(node.name());
      int further = node.repetition() == ParquetNode.Repetition.REQUIRED ? 0 : 1;
      int repeated = node.repetition() == ParquetNode.Repetition.REPEATED ? 1 : 0;
      return new Path(longer, definition + further, repetition + repeated);
    }
  }

  /** The shredder of a column; those of its leaves are added to {@code chunks} in order. */
  static Shredder of(
      ParquetNode node, Path above, Compressor compressor, List<ColumnChunkWriter> chunks) {
    Path path = above.to(node);
    if (node.shape() == ParquetNode.Shape.VALUE) {
      ParquetLeaf leaf =
          new ParquetLeaf(
              path.names(),
              node.physical(),
              node.fixedBytes(),
              path.definition(),
              path.repetition());
      ColumnChunkWriter chunk = new ColumnChunkWriter(leaf, compressor);
      chunks.add(chunk);
      return new Values(leaf, chunk);
    }
    if (node.shape() == ParquetNode.Shape.ROW) {
      return new Group(all(node.children(), path, compressor, chunks), path.definition());
    }
    ParquetNode entries = node.children().get(0);
    Path entryPath = path.to(entries);
    return new Repeated(all(entries.children(), entryPath, compressor, chunks), entryPath);
  }

  private static Shredder[] all(
      List<ParquetNode> nodes, Path path, Compressor compressor, List<ColumnChunkWriter> chunks) {
    return nodes.stream().map(node -> of(node, path, compressor, chunks)).toArray(Shredder[]::new);
  }

  /** Takes the next value; {@code definition} counts the steps above it. */
  abstract void take(Cursor from, int repetition, int definition);

  /** The step, or one above it, is missing. */
  abstract void missing(int repetition, int definition);

  private static final class Values extends Shredder {
    private final ParquetLeaf leaf;
    private final ColumnChunkWriter chunk;

    Values(ParquetLeaf leaf, ColumnChunkWriter chunk) {
      this.leaf = leaf;
      this.chunk = chunk;
    }

    @Override
    void take(Cursor from, int repetition, int definition) {
      if (from.next() == 0) {
        missing(repetition, definition);
      } else if (leaf.type() == PhysicalType.BOOLEAN) {
        chunk.add(repetition, from.next() != 0);
      } else {
        int length = leaf.type() == PhysicalType.BYTE_ARRAY ? from.nextInt() : leaf.fixedBytes();
        chunk.add(repetition, from.bytes, from.position, length);
        from.position += length;
      }
    }

    @Override
    void missing(int repetition, int definition) {
      if (definition >= leaf.maxDefinition()) {
        throw new AssertionError("NULL in column " + leaf.path() + ", which is NOT NULL");
      }
      chunk.addMissing(repetition, definition);
    }
  }

  private static final class Group extends Shredder {
    private final Shredder[] members;
    private final int definition;

    /** {@code definition} is that of the group's presence. */
    Group(Shredder[] members, int definition) {
      this.members = members;
      this.definition = definition;
    }

    @Override
    void take(Cursor from, int repetition, int above) {
      if (from.next() == 0) {
        missing(repetition, above);
        return;
      }
      for (Shredder member : members) {
        member.take(from, repetition, definition);
      }
    }

    @Override
    void missing(int repetition, int above) {
      for (Shredder member : members) {
        member.missing(repetition, above);
      }
    }
  }

  private static final class Repeated extends Shredder {
    private final Shredder[] parts;
    private final Path entry;

    Repeated(Shredder[] parts, Path entry) {
      this.parts = parts;
      this.entry = entry;
    }

    @Override
    void take(Cursor from, int repetition, int above) {
      if (from.next() == 0) {
        missing(repetition, above);
        return;
      }
      int count = from.nextInt();
      if (count == 0) {
        missing(repetition, entry.definition() - 1);
      }
      for (int i = 0; i < count; i++) {
        for (Shredder part : parts) {
          part.take(from, i == 0 ? repetition : entry.repetition(), entry.definition());
        }
      }
    }

    @Override
    void missing(int repetition, int above) {
      for (Shredder part : parts) {
        part.missing(repetition, above);
      }
    }
  }
}
