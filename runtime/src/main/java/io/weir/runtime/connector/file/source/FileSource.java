package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.RateLimit;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** The files of a table, each a split that is read to the length that it had at the start. */
final class FileSource implements Source {
  private final ReadFormat format;
  private final FilePattern pattern;
  private final FileDecoder decoder;
  private final ConstantColumns.Layout layout;
  private final List<FileConstant> constants;
  private final boolean inTimeOrder;
  private final RateLimit limit;

  /**
   * @param format what {@code decoder} decodes
   * @param constants what each constant of {@code layout} is
   * @param inTimeOrder whether the files follow each other in event time
   * @param limit null where rows come as fast as they can
   */
  FileSource(
      ReadFormat format,
      FilePattern pattern,
      FileDecoder decoder,
      ConstantColumns.Layout layout,
      List<FileConstant> constants,
      boolean inTimeOrder,
      RateLimit limit) {
    this.format = format;
    this.pattern = pattern;
    this.decoder = decoder;
    this.layout = layout;
    this.constants = List.copyOf(constants);
    this.inTimeOrder = inTimeOrder;
    this.limit = limit;
  }

  @Override
  public Schema schema() {
    return layout.schema();
  }

  @Override
  public String describe() {
    return "filesystem, " + format.name() + ", " + pattern.text();
  }

  @Override
  public ChangelogKind changelog() {
    return format.hasRowKinds() ? ChangelogKind.RETRACT : ChangelogKind.INSERT_ONLY;
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public boolean splitsInTimeOrder() {
    return inTimeOrder;
  }

  @Override
  public List<Split> discover() throws IOException {
    List<Split> splits = new ArrayList<>();
    for (Path file : pattern.list()) {
      FileSplit split = FileSplit.of(file);
      for (FileConstant constant : constants) {
        constant.text(split);
      }
      splits.add(split.toSplit());
    }
    return splits;
  }

  @Override
  public void verify(List<Split> splits) throws IOException {
    for (Split split : splits) {
      FileSplit.of(split).verify();
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator)
      throws IOException {
    FileSplit file = FileSplit.of(split);
    List<String> texts = new ArrayList<>();
    for (FileConstant constant : constants) {
      texts.add(constant.text(file));
    }
    RecordReader records;
    try {
      records =
          decoder.open(
              file.path(),
              file.lengthBytes(),
              position == null ? SplitPosition.START : position,
              allocator);
    } catch (NoSuchFileException e) {
      throw WeirException.permanent("file '" + file.path() + "' no longer exists", null, e);
    }
    return new FileSplitReader(
        records, new ConstantColumns(file.path(), layout, texts, allocator), limit);
  }
}
