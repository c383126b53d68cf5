package io.weir.runtime.function;

import io.weir.runtime.vector.Memory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A compiled LIKE pattern: the pieces between its % signs. The first piece must be where the text
 * starts and the last where it ends; those in between are looked for from left to right, the
 * leftmost match of each being as good as any. Pieces without _ are compared and searched as bytes,
 * eight at a time; so prefix, suffix and contains patterns need nothing special.
 */
final class LikePattern implements AutoCloseable {
  private final List<Piece> pieces;
  private final ArrowBuf memory;

  private LikePattern(List<Piece> pieces, ArrowBuf memory) {
    this.pieces = pieces;
    this.memory = memory;
  }

  /**
   * A run of literal bytes and single-character wildcards.
   *
   * @param address the literal bytes; a wildcard has a zero byte
   * @param wildcards by byte whether it is a wildcard; null if none is
   */
  private record Piece(long address, int length, boolean[] wildcards) {
    /** Where the match that begins at {@code start} ends, or -1. */
    int matchAt(long text, int textLength, int start) {
      if (wildcards == null) {
        boolean matches =
            textLength - start >= length && Memory.equals(text + start, address, length);
        return matches ? start + length : -1;
      }
      int at = start;
      for (int i = 0; i < length; i++) {
        if (at >= textLength) {
          return -1;
        }
        if (wildcards[i]) {
          do {
            at++;
          } while (at < textLength && (Memory.getByte(text + at) & 0xC0) == 0x80);
        } else if (Memory.getByte(text + at++) != Memory.getByte(address + i)) {
          return -1;
        }
      }
      return at;
    }

    /** Where the first match that begins at or after {@code from} ends, or -1. */
    int find(long text, int textLength, int from) {
      if (wildcards == null) {
        int at = ByteSearch.indexOf(text, textLength, address, length, from);
        return at < 0 ? -1 : at + length;
      }
      for (int start = from; start <= textLength; start++) {
        if (isCharacterStart(text, textLength, start)) {
          int end = matchAt(text, textLength, start);
          if (end >= 0) {
            return end;
          }
        }
      }
      return -1;
    }

    /** Whether a match that begins at or after {@code from} ends where the text does. */
    boolean matchesEnd(long text, int textLength, int from) {
      if (wildcards == null) {
        int start = textLength - length;
        return start >= from && Memory.equals(text + start, address, length);
      }
      for (int start = from; start <= textLength; start++) {
        if (isCharacterStart(text, textLength, start)
            && matchAt(text, textLength, start) == textLength) {
          return true;
        }
      }
      return false;
    }

    private static boolean isCharacterStart(long text, int textLength, int at) {
      return at == textLength || (Memory.getByte(text + at) & 0xC0) != 0x80;
    }
  }

  /**
   * Compiles a pattern.
   *
   * @param escape the escape character as UTF-8; null or an empty string for none
   */
  static LikePattern compile(byte[] pattern, byte[] escape, BufferAllocator allocator) {
    int[] characters = codePoints(pattern);
    int escapeCharacter = escape == null || escape.length == 0 ? -1 : escapeCharacter(escape);
    ArrowBuf memory = allocator.buffer(Math.max(1, pattern.length));
    try {
      return new LikePattern(pieces(characters, escapeCharacter, memory.memoryAddress()), memory);
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  private static int[] codePoints(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8).codePoints().toArray();
  }

  static int escapeCharacter(byte[] escape) {
    int[] characters = codePoints(escape);
    if (characters.length != 1) {
      throw new EvaluationException(
          "ESCAPE takes one character, not '" + new String(escape, StandardCharsets.UTF_8) + "'");
    }
    return characters[0];
  }

  private static List<Piece> pieces(int[] characters, int escape, long address) {
    List<Piece> pieces = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> wildcards = new ArrayList<>();
    long next = address;
    for (int i = 0; i <= characters.length; i++) {
      if (i == characters.length || characters[i] == '%' && characters[i] != escape) {
        Piece piece = piece(bytes.toByteArray(), wildcards, next);
        next += piece.length;
        pieces.add(piece);
        bytes.reset();
        wildcards.clear();
      } else if (characters[i] == escape) {
        i++;
        if (i == characters.length || !isEscapable(characters[i], escape)) {
          throw new EvaluationException(
              "the ESCAPE character '"
                  + Character.toString(escape)
                  + "' stands before neither % nor _ nor itself in the pattern");
        }
        bytes.writeBytes(Character.toString(characters[i]).getBytes(StandardCharsets.UTF_8));
      } else if (characters[i] == '_') {
        wildcards.add(bytes.size());
        bytes.write(0);
      } else {
        bytes.writeBytes(Character.toString(characters[i]).getBytes(StandardCharsets.UTF_8));
      }
    }
    return pieces;
  }

  private static boolean isEscapable(int character, int escape) {
    return character == '%' || character == '_' || character == escape;
  }

  private static Piece piece(byte[] bytes, List<Integer> wildcards, long address) {
    Memory.copyFromArray(bytes, 0, address, bytes.length);
    boolean[] isWildcard = null;
    if (!wildcards.isEmpty()) {
      isWildcard = new boolean[bytes.length];
      for (int index : wildcards) {
        isWildcard[index] = true;
      }
    }
    return new Piece(address, bytes.length, isWildcard);
  }

  /** Whether the text matches. */
  boolean matches(long text, int length) {
    Piece first = pieces.get(0);
    int at = first.matchAt(text, length, 0);
    if (pieces.size() == 1) {
      return at == length;
    }
    int last = pieces.size() - 1;
    for (int i = 1; i < last && at >= 0; i++) {
      at = pieces.get(i).find(text, length, at);
    }
    return at >= 0 && pieces.get(last).matchesEnd(text, length, at);
  }

  @Override
  public void close() {
    memory.close();
  }
}
