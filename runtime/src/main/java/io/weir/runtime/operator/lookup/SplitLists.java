package io.weir.runtime.operator.lookup;

import io.weir.runtime.connector.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Splits as a checkpoint keeps them: what a table that is read whole was when the job started. */
final class SplitLists {
  private static final byte VERSION = 1;

  private SplitLists() {}

  static byte[] write(List<Split> splits) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(splits.size());
      for (Split split : splits) {
        write(out, split.id());
        write(out, split.description());
        out.writeInt(split.properties().size());
        for (Map.Entry<String, String> property : split.properties().entrySet()) {
          write(out, property.getKey());
          write(out, property.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static List<Split> read(byte[] state) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new AssertionError("splits of a lookup table in version " + version);
      }
      List<Split> splits = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String id = text(in);
        String description = text(in);
        SortedMap<String, String> properties = new TreeMap<>();
        for (int more = in.readInt(); more > 0; more--) {
          properties.put(text(in), text(in));
        }
        splits.add(new Split(id, description, properties));
      }
      return splits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
