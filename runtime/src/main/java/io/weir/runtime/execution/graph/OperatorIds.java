package io.weir.runtime.execution.graph;

import io.weir.runtime.plan.PlanNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stable ids of a plan's nodes: from what a node does and what feeds it, so that the same query
 * finds its state again, with an ordinal among equal ones in the order of the plan.
 */
final class OperatorIds {
  private static final int HASH_DIGITS = 16;

  private final IdentityHashMap<PlanNode, String> ids = new IdentityHashMap<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /** The id of a node; those of its inputs are drawn first, in order. */
  String of(PlanNode node) {
    String known = ids.get(node);
    if (known != null) {
      return known;
    }
    List<String> inputs = node.inputs().stream().map(this::of).toList();
    String base = node.name() + '-' + hash(describe(node, inputs)).substring(0, HASH_DIGITS);
    int ordinal = ordinals.merge(base, 1, Integer::sum);
    String id = ordinal == 1 ? base : base + '-' + ordinal;
    if (!used.add(id)) {
      throw new AssertionError("two operators have the id " + id);
    }
    ids.put(node, id);
    return id;
  }

  private static String describe(PlanNode node, List<String> inputs) {
    StringBuilder text = new StringBuilder();
    append(text, node.name());
    for (PlanNode.Attribute attribute : node.attributes()) {
      append(text, attribute.name());
      append(text, attribute.value());
    }
    inputs.forEach(input -> append(text, input));
    return text.toString();
  }

  /** Appends with its length, so that no two lists of parts make the same text. */
  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  /** The SHA-256 of a text in hex. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
