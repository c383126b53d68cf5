package io.weir.runtime.function;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Cryptographic hashes of a string's bytes in UTF-8, in lower-case hexadecimal. */
final class HashFunctions {
  private static final String DIGITS = "0123456789abcdef";

  private HashFunctions() {}

  /** The digest that a call site used last. */
  static final class DigestState implements FunctionState {
    private String algorithm;
    private MessageDigest digest;

    private MessageDigest get(String wanted) {
      if (!wanted.equals(algorithm)) {
        try {
          digest = MessageDigest.getInstance(wanted);
        } catch (NoSuchAlgorithmException e) {
          throw new AssertionError("every Java platform has " + wanted, e);
        }
        algorithm = wanted;
      }
      return digest;
    }
  }

  /** Whether SHA-2 has a digest of so many bits. */
  static boolean isSha2Length(long bits) {
    return bits == 224 || bits == 256 || bits == 384 || bits == 512;
  }

  /** What is wrong with a digest length. */
  static String unknownSha2Length(long bits) {
    return "SHA-2 has digests of 224, 256, 384 and 512 bits, not of " + bits;
  }

  @SqlFunction(
      name = "MD5",
      doc = "The MD5 digest of `text` as 32 hexadecimal digits.",
      example = "MD5('hello')",
      result = "'5d41402abc4b2a76b9719d911017c592'",
      returns = "CHAR(32)")
  static boolean md5(Slice text, DigestState state, SliceOutput out) {
    return digest("MD5", text, state, out);
  }

  @SqlFunction(
      name = "SHA1",
      doc = "The SHA-1 digest of `text` as 40 hexadecimal digits.",
      example = "SHA1('hello')",
      result = "'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'",
      returns = "CHAR(40)")
  static boolean sha1(Slice text, DigestState state, SliceOutput out) {
    return digest("SHA-1", text, state, out);
  }

  @SqlFunction(
      name = "SHA224",
      doc = "The SHA-224 digest of `text` as 56 hexadecimal digits.",
      example = "SHA224('hello')",
      result = "'ea09ae9cc6768c50fcee903ed054556e5bfc8347907f12598aa24193'",
      returns = "CHAR(56)")
  static boolean sha224(Slice text, DigestState state, SliceOutput out) {
    return digest("SHA-224", text, state, out);
  }

  @SqlFunction(
      name = "SHA256",
      doc = "The SHA-256 digest of `text` as 64 hexadecimal digits.",
      example = "SHA256('hello')",
      result = "'2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'",
      returns = "CHAR(64)")
  static boolean sha256(Slice text, DigestState state, SliceOutput out) {
    return digest("SHA-256", text, state, out);
  }

  @SqlFunction(
      name = "SHA384",
      doc = "The SHA-384 digest of `text` as 96 hexadecimal digits.",
      example = "SUBSTRING(SHA384('hello') FROM 1 FOR 16)",
      result = "'59e1748777448c69'",
      returns = "CHAR(96)")
  static boolean sha384(Slice text, DigestState state, SliceOutput out) {
    return digest("SHA-384", text, state, out);
  }

  @SqlFunction(
      name = "SHA512",
      doc = "The SHA-512 digest of `text` as 128 hexadecimal digits.",
      example = "SUBSTRING(SHA512('hello') FROM 1 FOR 16)",
      result = "'9b71d224bd62f378'",
      returns = "CHAR(128)")
  static boolean sha512(Slice text, DigestState state, SliceOutput out) {
    return digest("SHA-512", text, state, out);
  }

  @SqlFunction(
      name = "SHA2",
      doc =
          "The SHA-2 digest of `text` of `bits` bits (224, 256, 384 or 512) as hexadecimal digits.",
      example = "SHA2('hello', 224)",
      result = "'ea09ae9cc6768c50fcee903ed054556e5bfc8347907f12598aa24193'",
      returns = "VARCHAR(128)",
      canFail = true)
  static boolean sha2(
      Slice text,
      @SqlConstant(ConstantCheck.SHA2_BITS) int bits,
      DigestState state,
      SliceOutput out) {
    if (!isSha2Length(bits)) {
      throw new EvaluationException(unknownSha2Length(bits));
    }
    return digest("SHA-" + bits, text, state, out);
  }

  private static boolean digest(String algorithm, Slice text, DigestState state, SliceOutput out) {
    for (byte value : state.get(algorithm).digest(text.toBytes())) {
      out.append((byte) DIGITS.charAt(value >> 4 & 15));
      out.append((byte) DIGITS.charAt(value & 15));
    }
    return true;
  }
}
