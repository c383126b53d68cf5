package io.weir.planner;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plans every statement of {@code docs/mistakes.md}. */
class MistakesPageTest {
  private static final RefusedPage PAGE = new RefusedPage("mistakes.md");

  @TestFactory
  Stream<DynamicTest> mistakes() throws IOException {
    return PAGE.tests(60);
  }

  @AfterAll
  static void write() throws IOException {
    PAGE.write();
  }
}
