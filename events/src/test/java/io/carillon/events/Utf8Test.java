package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8Test {
  @Property(tries = 20_000)
  void agreesWithTheDecoderOfTheJdk(@ForAll("nearlyText") byte[] bytes) {
    assertThat(Utf8.isValid(bytes)).isEqualTo(decodes(bytes));
  }

  @Property
  void anyTextIsValid(@ForAll("text") String text) {
    assertThat(Utf8.isValid(text.getBytes(UTF_8))).isTrue();
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().all().filter(text -> UTF_8.newEncoder().canEncode(text));
  }

  /// Bytes at the edges of the encoding between runs of ASCII.
  @Provide
  Arbitrary<byte[]> nearlyText() {
    var edges =
        Arbitraries.of(
            0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
            0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF);
    var one = Arbitraries.oneOf(edges, edges, Arbitraries.just((int) 'a'));
    return one.map(Integer::byteValue).array(byte[].class).ofMaxSize(24);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
