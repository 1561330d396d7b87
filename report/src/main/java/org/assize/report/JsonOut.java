package org.assize.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** JSON, written as it comes; the nesting of the calls is the nesting of the document. */
final class JsonOut {
  private final JsonGenerator generator;

  private JsonOut(JsonGenerator generator) {
    this.generator = generator;
  }

  /** Writes a document of one object, indented, with a final line end. */
  static void document(Appendable out, Consumer<JsonOut> content) throws IOException {
    try (JsonGenerator generator =
        new JsonFactory().createGenerator(new Indented(), new AppendingWriter(out))) {
      generator.writeStartObject();
      content.accept(new JsonOut(generator));
      generator.writeEndObject();
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    }
    out.append('\n');
  }

  void object(String name, Runnable content) {
    generator.writeName(name);
    object(content);
  }

  /** Writes an object as an element of the current array. */
  void object(Runnable content) {
    generator.writeStartObject();
    content.run();
    generator.writeEndObject();
  }

  /** Writes an array, one element per value. */
  <T> void array(String name, Collection<T> values, Consumer<T> element) {
    generator.writeName(name);
    array(values, element);
  }

  /** Writes an array as an element of the current array. */
  <T> void array(Collection<T> values, Consumer<T> element) {
    generator.writeStartArray();
    values.forEach(element);
    generator.writeEndArray();
  }

  /** Writes an array of objects. */
  <T> void objects(String name, Collection<T> values, Consumer<T> content) {
    array(name, values, value -> object(() -> content.accept(value)));
  }

  void strings(String name, Collection<String> values) {
    array(name, values, value -> generator.writeString(wellFormed(value)));
  }

  void numbers(String name, Collection<Integer> values) {
    array(name, values, generator::writeNumber);
  }

  void string(String name, @Nullable String value) {
    generator.writeName(name);
    if (value == null) {
      generator.writeNull();
    } else {
      generator.writeString(wellFormed(value));
    }
  }

  void number(String name, int value) {
    generator.writeName(name);
    generator.writeNumber(value);
  }

  void truth(String name, boolean value) {
    generator.writeName(name);
    generator.writeBoolean(value);
  }

  /** Half a surrogate pair has no encoding, and Python sources can hold one in an escape. */
  private static String wellFormed(String text) {
    if (text.codePoints().noneMatch(JsonOut::lone)) {
      return text;
    }
    int[] points = text.codePoints().map(point -> lone(point) ? 0xfffd : point).toArray();
    return new String(points, 0, points.length);
  }

  private static boolean lone(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** Two spaces and line feeds, on every system. */
  private static final class Indented extends ObjectWriteContext.Base {
    private final PrettyPrinter printer;

    Indented() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  private static final class AppendingWriter extends Writer {
    private final Appendable out;

    AppendingWriter(Appendable out) {
      this.out = out;
    }

    @Override
    public void write(char[] units, int offset, int length) throws IOException {
      out.append(java.nio.CharBuffer.wrap(units, offset, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
