package io.weir.runtime.function;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Character codes, character sets, Base64, hexadecimal and binary notation. */
final class EncodingFunctions {
  private static final byte[] HEX_DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private EncodingFunctions() {}

  /** The character set that a call site asked for last. */
  static final class CharsetState implements FunctionState {
    private String name;
    private Charset charset;

    private Charset get(Slice wanted) {
      String asked = wanted.toString();
      if (!asked.equals(name)) {
        try {
          charset = Charset.forName(asked);
        } catch (IllegalArgumentException e) {
          throw new EvaluationException(unknownCharset(asked));
        }
        name = asked;
      }
      return charset;
    }
  }

  /** What is wrong with the name of a character set. */
  static String unknownCharset(String name) {
    return "there is no character set '"
        + name
        + "'; there are UTF-8, US-ASCII, ISO-8859-1, UTF-16, UTF-16BE, UTF-16LE and others";
  }

  @SqlFunction(
      name = "ASCII",
      doc =
          "The code of the first byte of `text` in UTF-8, signed as in Flink: of an ASCII character"
              + " its code, of others a negative number; 0 if `text` is empty.",
      example = "ASCII('abc')",
      result = "97")
  static int ascii(Slice text) {
    return text.isEmpty() ? 0 : text.get(0);
  }

  @SqlFunction(
      name = "CHR",
      doc =
          "The character with the code `code` modulo 256 in ISO 8859-1; empty if `code` is"
              + " negative.",
      example = "CHR(97)",
      result = "'a'")
  static boolean chr(long code, SliceOutput out) {
    if (code >= 0) {
      out.appendCodePoint((int) (code & 0xFF));
    }
    return true;
  }

  @SqlFunction(
      name = "ENCODE",
      doc =
          "`text` as BYTES in the character set `charset`, such as 'UTF-8', 'US-ASCII',"
              + " 'ISO-8859-1' or 'UTF-16BE'.",
      example = "ENCODE('é', 'ISO-8859-1')",
      result = "X'e9'",
      returns = "BYTES",
      canFail = true)
  static boolean encode(
      Slice text,
      @SqlConstant(ConstantCheck.CHARSET) Slice charset,
      CharsetState state,
      SliceOutput out) {
    Charset wanted = state.get(charset);
    if (wanted == StandardCharsets.UTF_8) {
      out.append(text);
    } else {
      out.append(text.toString().getBytes(wanted));
    }
    return true;
  }

  @SqlFunction(
      name = "DECODE",
      doc = "`bytes`, which are text in the character set `charset`, as STRING.",
      example = "DECODE(X'e9', 'ISO-8859-1')",
      result = "'é'",
      canFail = true)
  static boolean decode(
      @SqlType("BYTES") Slice bytes,
      @SqlConstant(ConstantCheck.CHARSET) Slice charset,
      CharsetState state,
      SliceOutput out) {
    out.append(new String(bytes.toBytes(), state.get(charset)));
    return true;
  }

  @SqlFunction(
      name = "TO_BASE64",
      doc = "The bytes of `text` (in UTF-8) in Base64.",
      example = "TO_BASE64('hello world')",
      result = "'aGVsbG8gd29ybGQ='")
  static boolean toBase64(Slice text, SliceOutput out) {
    out.append(Base64.getEncoder().encode(text.toBytes()));
    return true;
  }

  @SqlFunction(name = "TO_BASE64")
  static boolean bytesToBase64(@SqlType("BYTES") Slice bytes, SliceOutput out) {
    return toBase64(bytes, out);
  }

  @SqlFunction(
      name = "FROM_BASE64",
      doc = "The text whose bytes in UTF-8 are `text` in Base64.",
      example = "FROM_BASE64('aGVsbG8gd29ybGQ=')",
      result = "'hello world'",
      canFail = true)
  static boolean fromBase64(Slice text, SliceOutput out) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.toBytes());
      out.append(new String(bytes, StandardCharsets.UTF_8));
      return true;
    } catch (IllegalArgumentException e) {
      throw new EvaluationException("'" + text + "' is not Base64: " + e.getMessage());
    }
  }

  @SqlFunction(name = "FROM_BASE64", canFail = true)
  static boolean bytesFromBase64(@SqlType("BYTES") Slice bytes, SliceOutput out) {
    return fromBase64(bytes, out);
  }

  @SqlFunction(
      name = "HEX",
      doc =
          "A whole number in hexadecimal (a negative one as 64 bits in two's complement), or the"
              + " bytes of a string, two digits each.",
      example = "HEX('hello,world')",
      result = "'68656C6C6F2C776F726C64'")
  static boolean hex(Slice text, SliceOutput out) {
    for (int i = 0; i < text.length(); i++) {
      int value = text.get(i) & 0xFF;
      out.append(HEX_DIGITS[value >> 4]);
      out.append(HEX_DIGITS[value & 15]);
    }
    return true;
  }

  @SqlFunction(name = "HEX")
  static boolean hex(long number, SliceOutput out) {
    int shift = Math.max(0, (63 - Long.numberOfLeadingZeros(number)) / 4 * 4);
    for (; shift >= 0; shift -= 4) {
      out.append(HEX_DIGITS[(int) (number >>> shift) & 15]);
    }
    return true;
  }

  @SqlFunction(
      name = "UNHEX",
      doc =
          "The bytes that pairs of hexadecimal digits stand for. Of an odd number of digits the"
              + " first one is dropped and the result begins with a zero byte; NULL if there is"
              + " anything but digits.",
      example = "UNHEX('466C696E6B')",
      result = "X'466c696e6b'",
      returns = "BYTES")
  static boolean unhex(Slice text, SliceOutput out) {
    boolean isOdd = (text.length() & 1) != 0;
    if (isOdd) {
      if (Character.digit(text.get(0), 16) < 0) {
        return false;
      }
      out.append((byte) 0);
    }
    for (int i = isOdd ? 1 : 0; i < text.length(); i += 2) {
      int high = Character.digit(text.get(i), 16);
      int low = Character.digit(text.get(i + 1), 16);
      if (high < 0 || low < 0) {
        return false;
      }
      out.append((byte) (high << 4 | low));
    }
    return true;
  }

  @SqlFunction(
      name = "BIN",
      doc = "A whole number in binary notation, a negative one as 64 bits in two's complement.",
      example = "BIN(12)",
      result = "'1100'")
  static boolean bin(long number, SliceOutput out) {
    for (int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(number)); shift >= 0; shift--) {
      out.append((byte) ('0' + (number >>> shift & 1)));
    }
    return true;
  }
}
