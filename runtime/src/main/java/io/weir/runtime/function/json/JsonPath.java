package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled path into a JSON document: {@code [lax | strict] $} and then any of {@code .name},
 * {@code ['name']}, {@code ["name"]}, {@code [index]} (from 0, negative from the end), {@code .*}
 * and {@code [*]}. Without a mode it is strict, as in Flink. Filters, slices, lists of names and
 * {@code ..} are refused.
 *
 * @param isStrict whether a member or element that is missing is an error rather than nothing
 * @param steps from the root on
 */
record JsonPath(boolean isStrict, List<Step> steps) {
  /**
   * One step: by name, by index, or to all members or elements.
   *
   * @param name of a member; null for the others
   * @param index of an element
   * @param isWildcard whether all are meant
   */
  record Step(String name, int index, boolean isWildcard) {}

  /** There is no path, and why. */
  static final class SyntaxFault extends Exception {
    private static final long serialVersionUID = 1L;

    private SyntaxFault(String text, int position, String expected) {
      super(
          "'" + text + "' is no JSON path: at character " + (position + 1) + ", " + expected,
          null,
          false,
          false);
    }
  }

  /** Whether the path has a wildcard, so that its value is the array of all that it reaches. */
  boolean isMany() {
    return steps.stream().anyMatch(Step::isWildcard);
  }

  /**
   * What the path reaches, an array if it {@link #isMany}; null if it reaches nothing.
   *
   * <p>A wildcard reaches nothing in what is neither an array nor an object.
   */
  JsonNode find(JsonNode root) {
    if (!isMany()) {
      JsonNode node = root;
      for (int i = 0; i < steps.size() && node != null; i++) {
        node = child(node, steps.get(i));
      }
      return node;
    }
    List<JsonNode> nodes = List.of(root);
    boolean afterWildcard = false;
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        if (step.isWildcard) {
          node.forEach(next::add);
        } else {
          JsonNode child = child(node, step);
          if (child != null) {
            next.add(child);
          }
        }
      }
      if (next.isEmpty() && !afterWildcard && !step.isWildcard) {
        return null;
      }
      afterWildcard |= step.isWildcard;
      nodes = next;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(nodes.size());
    nodes.forEach(all::add);
    return all;
  }

  private static JsonNode child(JsonNode node, Step step) {
    if (step.name != null) {
      return node.get(step.name);
    }
    if (!node.isArray()) {
      return null;
    }
    return node.get(step.index < 0 ? node.size() + step.index : step.index);
  }

  /** Compiles a path. */
  static JsonPath parse(String text) throws SyntaxFault {
    return new Parser(text).path();
  }

  /** Reads a path character by character. */
  private static final class Parser {
    private final String text;
    private int position;

    private Parser(String text) {
      this.text = text;
    }

    private JsonPath path() throws SyntaxFault {
      skipBlanks();
      boolean isLax = word("lax ");
      boolean isStrict = !isLax;
      if (isStrict) {
        word("strict ");
      }
      skipBlanks();
      if (!accept('$')) {
        throw fault("$ was expected");
      }
      List<Step> steps = new ArrayList<>();
      int end = text.stripTrailing().length();
      while (position < end) {
        steps.add(step());
      }
      return new JsonPath(isStrict, List.copyOf(steps));
    }

    private Step step() throws SyntaxFault {
      if (accept('.')) {
        if (accept('*')) {
          return new Step(null, 0, true);
        }
        if (position >= text.length() || text.charAt(position) != '[') {
          return new Step(bareName(), 0, false);
        }
      }
      if (!accept('[')) {
        throw fault(". or [ was expected");
      }
      skipBlanks();
      Step step = inBrackets();
      skipBlanks();
      if (!accept(']')) {
        throw fault("] was expected (lists, slices and filters do not exist here)");
      }
      return step;
    }

    private Step inBrackets() throws SyntaxFault {
      if (accept('*')) {
        return new Step(null, 0, true);
      }
      if (accept('\'')) {
        return new Step(quotedName('\''), 0, false);
      }
      if (accept('"')) {
        return new Step(quotedName('"'), 0, false);
      }
      return new Step(null, index(), false);
    }

    private String bareName() throws SyntaxFault {
      int start = position;
      while (position < text.length() && ".[ ".indexOf(text.charAt(position)) < 0) {
        if ("()?@*'\"".indexOf(text.charAt(position)) >= 0) {
          throw fault("the name of a member was expected");
        }
        position++;
      }
      if (start == position) {
        throw fault("the name of a member was expected ('..' does not exist here)");
      }
      return text.substring(start, position);
    }

    private String quotedName(char quote) throws SyntaxFault {
      StringBuilder name = new StringBuilder();
      while (position < text.length() && text.charAt(position) != quote) {
        if (text.charAt(position) == '\\' && position + 1 < text.length()) {
          position++;
        }
        name.append(text.charAt(position++));
      }
      if (!accept(quote)) {
        throw fault(quote + " was expected");
      }
      return name.toString();
    }

    private int index() throws SyntaxFault {
      int start = position;
      accept('-');
      while (position < text.length() && Character.isDigit(text.charAt(position))) {
        position++;
      }
      try {
        return Integer.parseInt(text.substring(start, position));
      } catch (NumberFormatException e) {
        position = start;
        throw fault("an index, a quoted name or * was expected (filters do not exist here)");
      }
    }

    private void skipBlanks() {
      while (position < text.length() && text.charAt(position) == ' ') {
        position++;
      }
    }

    private boolean word(String word) {
      boolean found = text.regionMatches(true, position, word, 0, word.length());
      position += found ? word.length() : 0;
      return found;
    }

    private boolean accept(char c) {
      boolean found = position < text.length() && text.charAt(position) == c;
      position += found ? 1 : 0;
      return found;
    }

    private SyntaxFault fault(String expected) {
      return new SyntaxFault(text, position, expected);
    }
  }
}
