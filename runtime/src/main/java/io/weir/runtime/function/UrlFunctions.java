package io.weir.runtime.function;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of URLs, their escapes, and internet addresses. */
final class UrlFunctions {
  private UrlFunctions() {}

  @SqlFunction(
      name = "PARSE_URL",
      doc =
          "A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, AUTHORITY, FILE or USERINFO; with"
              + " QUERY and a third argument the value of that parameter. NULL if the URL has no"
              + " such part or is none.",
      example = "PARSE_URL('http://facebook.com/path1/p.php?k1=v1&k2=v2#Ref1', 'QUERY', 'k1')",
      result = "'v1'")
  static String parse(Slice url, Slice part) {
    URL parsed;
    try {
      parsed = new URL(url.toString());
    } catch (MalformedURLException e) {
      return null;
    }
    return switch (part.toString()) {
      case "HOST" -> parsed.getHost();
      case "PATH" -> parsed.getPath();
      case "QUERY" -> parsed.getQuery();
      case "REF" -> parsed.getRef();
      case "PROTOCOL" -> parsed.getProtocol();
      case "FILE" -> parsed.getFile();
      case "AUTHORITY" -> parsed.getAuthority();
      case "USERINFO" -> parsed.getUserInfo();
      default -> null;
    };
  }

  @SqlFunction(name = "PARSE_URL")
  static String parse(Slice url, Slice part, Slice key) {
    if (!part.toString().equals("QUERY")) {
      return null;
    }
    String query = parse(url, part);
    if (query == null) {
      return null;
    }
    String wanted = key.toString();
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals >= 0 && parameter.substring(0, equals).equals(wanted)) {
        return parameter.substring(equals + 1);
      }
    }
    return null;
  }

  @SqlFunction(
      name = "URL_ENCODE",
      doc = "`text` in the form application/x-www-form-urlencoded, in UTF-8.",
      example = "URL_ENCODE('a b&c')",
      result = "'a+b%26c'")
  static String encode(Slice text) {
    return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
  }

  @SqlFunction(
      name = "URL_DECODE",
      doc =
          "`text` decoded from the form application/x-www-form-urlencoded, in UTF-8; NULL if it is"
              + " not in that form.",
      example = "URL_DECODE('a+b%26c')",
      result = "'a b&c'")
  static String decode(Slice text) {
    try {
      return URLDecoder.decode(text.toString(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  @SqlFunction(
      name = "INET_ATON",
      doc =
          "The IPv4 address `text` as a number. With fewer than four parts, the last one is the"
              + " last byte and bytes before it are 0; NULL if it is no address.",
      example = "INET_ATON('127.0.0.1')",
      result = "2130706433")
  static boolean addressToNumber(Slice text, LongOutput out) {
    long value = 0;
    int part = -1;
    int parts = 1;
    for (int i = 0; i < text.length(); i++) {
      byte c = text.get(i);
      if (c == '.' && part >= 0 && parts < 4) {
        value = value << 8 | part;
        part = -1;
        parts++;
      } else if (c >= '0' && c <= '9') {
        part = Math.max(part, 0) * 10 + c - '0';
        if (part > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    if (part < 0) {
      return false;
    }
    out.set((parts == 1 ? 0 : value << 8 * (5 - parts)) | part);
    return true;
  }

  @SqlFunction(
      name = "INET_NTOA",
      doc = "The IPv4 address with the number `address`; NULL if there is none.",
      example = "INET_NTOA(2130706433)",
      result = "'127.0.0.1'")
  static boolean numberToAddress(long address, SliceOutput out) {
    if (address < 0 || address > 0xFFFFFFFFL) {
      return false;
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.appendLong(address >> shift & 255);
      if (shift > 0) {
        out.append((byte) '.');
      }
    }
    return true;
  }
}
