package org.assize.testkit;

import java.util.stream.Stream;
import org.assize.knowledge.Knowledge;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every example on every page of a weakness says what its markers say. */
class KnowledgePagesTest {
  @Execution(ExecutionMode.CONCURRENT)
  @TestFactory
  Stream<DynamicNode> pages() {
    Knowledge knowledge = Knowledge.load();
    return PageTests.of(knowledge, "knowledge/weaknesses", new ReviewedExamples(knowledge));
  }
}
