package io.weir.runtime.function;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Reads the variable number of string arguments of an annotated function into one array. */
final class SliceArrayReader {
  private final ArgumentReader[] readers;
  private final Slice[] slices;
  private final boolean nullable;

  SliceArrayReader(List<ArgumentReader> readers, boolean nullable) {
    this.readers = readers.toArray(ArgumentReader[]::new);
    this.slices = new Slice[readers.size()];
    this.nullable = nullable;
  }

  Slice[] get(int row) {
    for (int i = 0; i < readers.length; i++) {
      slices[i] = nullable ? readers[i].getNullableSlice(row) : readers[i].getSlice(row);
    }
    return slices;
  }

  MethodHandle handle(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
    return lookup
        .findVirtual(SliceArrayReader.class, "get", MethodType.methodType(Slice[].class, int.class))
        .bindTo(this);
  }
}
