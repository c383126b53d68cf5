package io.weir.runtime.connector.format.raw;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.connector.format.text.Utf8;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How strings are encoded in messages and lines; columns hold UTF-8. */
record RawCharset(Charset charset) {
  static final Option OPTION =
      Option.optional(
          "raw.charset",
          Option.Kind.TEXT,
          "UTF-8",
          "how strings are encoded: any name that Java knows, such as ISO-8859-1 or GBK");

  /**
   * The encoding that a table asks for.
   *
   * @throws OptionException if nobody knows it
   */
  static RawCharset of(Options options) {
    String name = options.text(OPTION.key());
    try {
      return new RawCharset(Charset.forName(name.strip()));
    } catch (IllegalArgumentException e) {
      throw new OptionException(
          OPTION.key(),
          "option '" + OPTION.key() + "': '" + name + "' is no encoding of text",
          "write it like 'UTF-8', 'ISO-8859-1', 'UTF-16LE', 'windows-1252' or 'GBK'");
    }
  }

  private boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }

  /** Writes the text between two addresses to a column. */
  void read(TextConverter texts, ScalarBuilder target, int row, long start, long end) {
    if (isUtf8()) {
      if (!Utf8.isValid(start, end)) {
        throw malformed();
      }
      texts.setString(target, row, start, end);
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(TextParser.bytes(start, end));
      texts.setString(target, row, charset.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private BadValue malformed() {
    return new BadValue("the bytes are not " + charset.name());
  }

  /**
   * Appends the text of a column's value.
   *
   * @throws WeirException if it has characters that the encoding lacks
   */
  void write(Column column, int row, Utf8Buffer out) {
    if (isUtf8()) {
      out.appendMemory(column.getAddress(row), column.getLength(row));
      return;
    }
    byte[] text = new byte[column.getLength(row)];
    Memory.copyToArray(column.getAddress(row), text, 0, text.length);
    String value = new String(text, StandardCharsets.UTF_8);
    try {
      ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(value));
      out.append(encoded.array(), encoded.arrayOffset(), encoded.remaining());
    } catch (CharacterCodingException e) {
      throw WeirException.permanent(
          "the text '" + value + "' cannot be written as " + charset.name(),
          "set 'raw.charset' = 'UTF-8'");
    }
  }
}
