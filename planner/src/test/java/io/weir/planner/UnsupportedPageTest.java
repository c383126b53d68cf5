package io.weir.planner;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plans every statement of {@code docs/unsupported.md}. */
class UnsupportedPageTest {
  private static final RefusedPage PAGE = new RefusedPage("unsupported.md");

  @TestFactory
  Stream<DynamicTest> constructs() throws IOException {
    return PAGE.tests(70);
  }

  @AfterAll
  static void write() throws IOException {
    PAGE.write();
  }
}
