package io.weir.runtime.state;

import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * How RocksDB is set up. Each figure was measured or follows from how it is used here: written by
 * ingested files, once an epoch; read by key and by scan; never recovered from its own log.
 */
final class RocksDbOptions implements AutoCloseable {
  private static final int BLOOM_BITS = 10;
  private static final long BLOCK_BYTES = 16 << 10;

  /** Index and filter in pieces, so that a large state does not need all of them in memory. */
  private static final int METADATA_BLOCK_BYTES = 8 << 10;

  /**
   * How many sorted runs there are before some are merged. Runs of about the same size are: an
   * epoch's changes are written again a few times, not once for every file of the next level that
   * they touch, and most checkpoints store nothing but them.
   */
  private static final int SORTED_RUNS = 16;

  /** How much the runs above the oldest may hold together, in percent of it. */
  private static final int SPACE_PERCENT = 60;

  private static final int BACKGROUND_JOBS = 2;
  private static final int OPEN_FILES = 512;
  private static final long MANIFEST_BYTES = 4 << 20;
  private static final long MAX_WRITE_BUFFER_BYTES = 64 << 20;

  final Cache cache;
  final DBOptions database;
  final ColumnFamilyOptions table;

  /** The options of files that are written to be ingested. */
  final Options file;

  final EnvOptions environment = new EnvOptions();
  final WriteOptions write = new WriteOptions().setDisableWAL(true);
  final IngestExternalFileOptions ingest =
      new IngestExternalFileOptions()
          .setMoveFiles(true)
          .setSnapshotConsistency(true)
          .setAllowGlobalSeqNo(true)
          .setAllowBlockingFlush(true)
          .setWriteGlobalSeqno(false);

  private final CompactionOptionsUniversal universal =
      new CompactionOptionsUniversal().setMaxSizeAmplificationPercent(SPACE_PERCENT);
  private final WriteBufferManager writeBuffers;
  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS, false);

  RocksDbOptions(long memoryBytes) {
    // Small caches have few shards, lest a shard be too small for a handful of blocks.
    int shardBits = memoryBytes < 64L << 20 ? 0 : 4;
    // Not strict: what is pinned while files are opened may exceed it for a moment, and must not
    // fail.
    cache = new LRUCache(memoryBytes, shardBits, false, 0.3);
    writeBuffers = new WriteBufferManager(memoryBytes / 4, cache);
    BlockBasedTableConfig format =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(BLOCK_BYTES)
            .setFilterPolicy(bloom)
            .setIndexType(IndexType.kTwoLevelIndexSearch)
            .setPartitionFilters(true)
            .setMetadataBlockSize(METADATA_BLOCK_BYTES)
            .setPinTopLevelIndexAndFilter(true)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setFormatVersion(5);
    long writeBuffer = Math.min(MAX_WRITE_BUFFER_BYTES, memoryBytes / 8);
    table =
        new ColumnFamilyOptions()
            .setTableFormatConfig(format)
            .setWriteBufferSize(writeBuffer)
            .setCompactionStyle(CompactionStyle.UNIVERSAL)
            .setCompactionOptionsUniversal(universal)
            .setLevel0FileNumCompactionTrigger(SORTED_RUNS)
            .setLevel0SlowdownWritesTrigger(4 * SORTED_RUNS)
            .setLevel0StopWritesTrigger(8 * SORTED_RUNS)
            .setCompressionPerLevel(
                List.of(
                    CompressionType.NO_COMPRESSION,
                    CompressionType.NO_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION));
    file =
        new Options()
            .setTableFormatConfig(format)
            .setCompressionType(CompressionType.NO_COMPRESSION);
    database =
        new DBOptions()
            .setCreateIfMissing(true)
            .setWriteBufferManager(writeBuffers)
            .setMaxBackgroundJobs(BACKGROUND_JOBS)
            .setMaxOpenFiles(OPEN_FILES)
            .setSkipStatsUpdateOnDbOpen(true)
            .setMaxManifestFileSize(MANIFEST_BYTES)
            .setAvoidFlushDuringShutdown(true)
            .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
            .setKeepLogFileNum(1)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0);
  }

  @Override
  public void close() {
    ingest.close();
    write.close();
    environment.close();
    file.close();
    table.close();
    universal.close();
    database.close();
    writeBuffers.close();
    cache.close();
    bloom.close();
  }
}
