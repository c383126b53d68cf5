package io.weir.runtime.function;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A function defined by code that binds it to argument types and makes a vector kernel: the form
 * for frequent functions and for those that take arguments of many types.
 */
public final class KernelFunction implements ScalarFunction {
  private final Definition definition;

  private KernelFunction(Definition definition) {
    this.definition = definition;
  }

  /** Begins the definition of a function. */
  public static Definition named(String name) {
    return new Definition(name);
  }

  @Override
  public String name() {
    return definition.name;
  }

  @Override
  public Syntax syntax() {
    return definition.syntax;
  }

  @Override
  public FunctionDoc doc() {
    return definition.doc;
  }

  @Override
  public int minArguments() {
    return definition.minArguments;
  }

  @Override
  public int maxArguments() {
    return definition.maxArguments;
  }

  @Override
  public List<String> signatures() {
    return definition.signatures;
  }

  @Override
  public Determinism determinism() {
    return definition.determinism;
  }

  @Override
  public Form form() {
    return definition.form;
  }

  @Override
  public Resolution resolve(CallArguments arguments) {
    Resolution resolution = definition.resolver.apply(arguments);
    return resolution instanceof Resolution.Match match
        ? Resolution.of(match.binding().with(definition.determinism))
        : resolution;
  }

  @Override
  public String toString() {
    return name();
  }

  /** Collects what a function needs; {@link #resolve} ends it. */
  public static final class Definition {
    private final String name;
    private Syntax syntax = Syntax.FUNCTION;
    private Form form = Form.CALL;
    private Determinism determinism = Determinism.DETERMINISTIC;
    private FunctionDoc doc;
    private int minArguments;
    private int maxArguments;
    private List<String> signatures = List.of();
    private Function<CallArguments, Resolution> resolver;

    private Definition(String name) {
      this.name = name;
    }

    /** How it is written; a function by default. */
    public Definition syntax(Syntax syntax) {
      this.syntax = syntax;
      return this;
    }

    /** How it is evaluated; a call by default. */
    public Definition form(Form form) {
      this.form = form;
      return this;
    }

    /** How often it is evaluated; deterministic by default. */
    public Definition determinism(Determinism determinism) {
      this.determinism = determinism;
      return this;
    }

    /** What users read; required. */
    public Definition doc(String text, String example, String result) {
      doc = new FunctionDoc(text, example, result);
      return this;
    }

    /** The number of arguments and the ways of calling it, as users read them. */
    public Definition arguments(int min, int max, String... signatures) {
      minArguments = min;
      maxArguments = max;
      this.signatures = List.of(signatures);
      return this;
    }

    /** How it is bound to arguments; the last part. */
    public KernelFunction resolve(Function<CallArguments, Resolution> resolver) {
      Objects.requireNonNull(doc, name);
      this.resolver = resolver;
      return new KernelFunction(this);
    }
  }
}
