package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.events.BrokenRecord.Reason;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelEventCodecTest {
  private static final ChannelKey ROOM = new ChannelKey("app-id", "private-room");
  private static final byte[] DATA = "{\"text\":\"grüezi\"}".getBytes(UTF_8);

  private final ChannelEventCodec codec = new ChannelEventCodec();

  @Test
  @DisplayName("R50 the record of an event is what the README says, to the byte")
  void writesTheDocumentedRecord() {
    // Given
    var event =
        ChannelEvent.ofClient(ROOM, "client-typing", DATA, "12.34", "ana")
            .from(new Source("chat/room#1", 7, true))
            .identified("k-1")
            .traced("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    // When
    var record = codec.encode("carillon.channel-events", event);
    // Then
    assertThat(record.topic()).isEqualTo("carillon.channel-events");
    assertThat(record.partition()).isNull();
    assertThat(text(record.key())).isEqualTo("app-id/private-room");
    assertThat(record.value()).isEqualTo(DATA);
    assertThat(record.headers().toArray())
        .extracting(header -> header.key() + "=" + text(header.value()))
        .containsExactly(
            "event=client-typing",
            "socket=12.34",
            "user=ana",
            "origin=client",
            "source=chat/room#1",
            "sequence=7",
            "again=1",
            "id=k-1",
            "traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  @Test
  @DisplayName("R50 key, header event and value are all that a producer must give")
  void theLeastRecordIsAnEvent() throws Exception {
    // When
    var event = codec.decode(Records.read("log", ROOM.bytes(), headers("event", "said"), DATA));
    // Then
    assertThat(event).isEqualTo(ChannelEvent.of(ROOM, "said", DATA));
  }

  @Test
  void headersOfOthersAreIgnoredAndTheLastOfANameCounts() throws Exception {
    // Given
    var headers = headers("event", "first", "x-team", "shop", "event", "last");
    // When
    var event = codec.decode(Records.read("log", ROOM.bytes(), headers, DATA));
    // Then
    assertThat(event.event()).isEqualTo("last");
  }

  @Test
  @DisplayName("R56 a broken record gives its reason")
  void brokenRecordsGiveTheirReason() {
    assertThat(reason(null, headers("event", "e"), DATA)).isEqualTo(Reason.KEY);
    assertThat(reason("nokey".getBytes(UTF_8), headers("event", "e"), DATA)).isEqualTo(Reason.KEY);
    assertThat(reason(ROOM.bytes(), headers(), DATA)).isEqualTo(Reason.EVENT);
    assertThat(reason(ROOM.bytes(), headers("event", ""), DATA)).isEqualTo(Reason.EVENT);
    assertThat(reason(ROOM.bytes(), headers("event", "e".repeat(801)), DATA))
        .isEqualTo(Reason.EVENT);
    assertThat(reason(ROOM.bytes(), headers("event", "e"), null)).isEqualTo(Reason.DATA);
    assertThat(reason(ROOM.bytes(), headers("event", "e"), new byte[] {(byte) 0xC0}))
        .isEqualTo(Reason.DATA);
    assertThat(reason(ROOM.bytes(), headers("event", "e", "source", "s"), DATA))
        .isEqualTo(Reason.HEADER);
    assertThat(reason(ROOM.bytes(), headers("event", "e", "sequence", "1"), DATA))
        .isEqualTo(Reason.HEADER);
    assertThat(reason(ROOM.bytes(), headers("event", "e", "source", "s", "sequence", "x"), DATA))
        .isEqualTo(Reason.HEADER);
    assertThat(reason(ROOM.bytes(), headers("event", "e", "source", "s", "sequence", "-2"), DATA))
        .isEqualTo(Reason.HEADER);
    assertThat(reason(ROOM.bytes(), headers("event", "e", "origin", "mars"), DATA))
        .isEqualTo(Reason.HEADER);
  }

  @Test
  void aControlRecordIsNotAnEvent() {
    assertThat(reason(ROOM.bytes(), headers("control", "pause-app"), DATA)).isEqualTo(Reason.EVENT);
  }

  @Property
  void anEventIsReadAsItWasWritten(@ForAll("events") ChannelEvent event) throws Exception {
    assertThat(codec.decode(Records.read(codec.encode("log", event)))).isEqualTo(event);
  }

  @Property
  @Label("R56 any record is an event or gives its reason")
  void anyRecordIsAnEventOrBroken(
      @ForAll byte[] key,
      @ForAll("names") String name,
      @ForAll byte[] header,
      @ForAll byte[] value) {
    // Given
    Headers headers = headers("event", "e");
    headers.add(name, header);
    // When
    BrokenRecord broken = null;
    ChannelEvent event = null;
    try {
      event = codec.decode(Records.read("log", key, headers, value));
    } catch (BrokenRecord e) {
      broken = e;
    }
    // Then
    assertThat(event == null).isNotEqualTo(broken == null);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "event",
        "socket",
        "user",
        "origin",
        "source",
        "sequence",
        "again",
        "id",
        "control",
        "traceparent",
        "other");
  }

  @Provide
  Arbitrary<ChannelEvent> events() {
    var names = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(40);
    var texts = Arbitraries.strings().withCharRange(' ', '\ud7ff').ofMaxLength(60);
    var sources =
        Combinators.combine(
                names, Arbitraries.longs().greaterOrEqual(0), Arbitraries.of(true, false))
            .as(Source::new)
            .injectNull(0.3);
    return Combinators.combine(
            names,
            texts,
            names.injectNull(0.5),
            names.injectNull(0.5),
            sources,
            names.injectNull(0.5),
            names.injectNull(0.5))
        .as((event, text, socket, user, source, id, conflation) ->
            new ChannelEvent(
                ROOM,
                event,
                text.getBytes(UTF_8),
                socket,
                user,
                user == null ? Origin.SERVER : Origin.CLIENT,
                source,
                id,
                conflation,
                null));
  }

  private Reason reason(byte @Nullable [] key, Headers headers, byte @Nullable [] value) {
    var record = Records.read("log", key, headers, value);
    return catchThrowableOfType(BrokenRecord.class, () -> codec.decode(record)).reason();
  }

  private static Headers headers(String... namesAndValues) {
    Headers headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
