package io.weir.runtime.file;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemTest {
  @TempDir Path directory;

  @Test
  void whatSomebodyElseDeletesNeedNotBeDeleted() throws IOException {
    for (int round = 0; round < 50; round++) {
      Path tree = directory.resolve("tree");
      for (int i = 0; i < 5; i++) {
        Path branch = Files.createDirectories(tree.resolve("branch-" + i));
        for (int leaf = 0; leaf < 10; leaf++) {
          Files.createFile(branch.resolve("leaf-" + leaf));
        }
      }
      List<CompletableFuture<Void>> both =
          Stream.of(tree, tree)
              .map(each -> CompletableFuture.runAsync(() -> delete(each)))
              .toList();
      both.forEach(CompletableFuture::join);
      assertFalse(Files.exists(tree));
    }
  }

  private static void delete(Path tree) {
    try {
      LocalFileSystem.INSTANCE.deleteRecursively(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
