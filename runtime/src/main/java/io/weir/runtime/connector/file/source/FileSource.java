package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.BadRecords;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The files of a table, each a split that is read to the length that it had when it was found.
 * Where the table is monitored, files that appear later are splits that come later.
 */
final class FileSource implements Source {
  private final ReadFormat format;
  private final FilePattern pattern;
  private final FileDecoder decoder;
  private final ConstantColumns.Layout layout;
  private final List<FileConstant> constants;
  private final Reading reading;

  /**
   * @param format what {@code decoder} decodes
   * @param constants what each constant of {@code layout} is
   */
  FileSource(
      ReadFormat format,
      FilePattern pattern,
      FileDecoder decoder,
      ConstantColumns.Layout layout,
      List<FileConstant> constants,
      Reading reading) {
    this.format = format;
    this.pattern = pattern;
    this.decoder = decoder;
    this.layout = layout;
    this.constants = List.copyOf(constants);
    this.reading = reading;
  }

  /**
   * In what manner files are read.
   *
   * @param isInTimeOrder whether the files follow each other in event time
   * @param monitorMillis how often to look for new files; 0 for never
   * @param limit null where rows come as fast as they can
   * @param keepsBadRecords whether records that cannot be read are kept
   */
  record Reading(
      boolean isInTimeOrder, long monitorMillis, RateLimit limit, boolean keepsBadRecords) {}

  @Override
  public Schema schema() {
    return layout.schema();
  }

  @Override
  public String describe() {
    return "filesystem, "
        + format.name()
        + ", "
        + pattern.text()
        + (isBounded() ? "" : ", monitored");
  }

  @Override
  public ChangelogKind changelog() {
    return format.hasRowKinds() ? ChangelogKind.RETRACT : ChangelogKind.INSERT_ONLY;
  }

  @Override
  public boolean isBounded() {
    return reading.monitorMillis() == 0;
  }

  @Override
  public Optional<Source> keepingBadRecords() {
    Reading keeping =
        new Reading(reading.isInTimeOrder, reading.monitorMillis, reading.limit, true);
    return decoder
        .text()
        .map(text -> new FileSource(format, pattern, text, layout, constants, keeping));
  }

  @Override
  public boolean splitsInTurn() {
    return false;
  }

  @Override
  public long discoveryIntervalMillis() {
    return reading.monitorMillis();
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public boolean splitsInTimeOrder() {
    return reading.isInTimeOrder();
  }

  @Override
  public List<Split> discover() throws IOException {
    List<FileSplit> files = lookAt(isBounded() ? pattern.list() : pattern.listIfAny());
    if (files.isEmpty() && isBounded()) {
      // All went away since they were listed: then nothing was to be read, which is to be said.
      files = lookAt(pattern.list());
    }
    return isBounded() ? files.stream().map(FileSplit::toSplit).toList() : inOrder(files);
  }

  /** The files as they are now, without those that went away since they were listed. */
  private List<FileSplit> lookAt(List<Path> listed) throws IOException {
    List<FileSplit> files = new ArrayList<>();
    for (Path file : listed) {
      FileSplit split;
      try {
        split = FileSplit.of(file);
      } catch (NoSuchFileException e) {
        continue;
      }
      for (FileConstant constant : constants) {
        constant.text(split);
      }
      files.add(split);
    }
    return files;
  }

  /** As they came into being, as far as that can be told. */
  private static List<Split> inOrder(List<FileSplit> files) {
    files.sort(
        Comparator.comparingLong(FileSplit::modifiedMillis)
            .thenComparing(file -> file.path().toString()));
    return files.stream().map(FileSplit::toSplit).toList();
  }

  @Override
  public List<Split> discoverMore(List<Split> known) throws IOException {
    Set<String> seen = new HashSet<>();
    known.forEach(split -> seen.add(split.id()));
    List<Path> listed = pattern.listIfAny();
    listed.removeIf(file -> seen.contains(file.toString()));
    return inOrder(lookAt(listed));
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
    Optional<BadRecords> kept =
        reading.keepsBadRecords() ? Optional.of(new BadRecords()) : Optional.empty();
    RecordReader records;
    try {
      records =
          decoder.open(
              file.path(),
              file.lengthBytes(),
              position == null ? SplitPosition.START : position,
              kept,
              allocator);
    } catch (NoSuchFileException e) {
      // Where no checkpoint names it, the job can go on without it; one that does says so.
      throw WeirException.retryable("file '" + file.path() + "' no longer exists", null, e);
    }
    return new FileSplitReader(
        records,
        new ConstantColumns(file.path(), layout, texts, allocator),
        reading.limit(),
        kept,
        allocator);
  }
}
