package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Forgotten;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MembershipCodecTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "presence-room");
  private static final String LIFE = "gateway-1.7f3a";

  private final MembershipCodec codec = new MembershipCodec();

  static Stream<MembershipRecord> records() {
    return Stream.of(
        new Member(ROOM, LIFE, "ana", "{\"name\":\"Ana\"}"),
        new Member(ROOM, LIFE, "tab\tin a user id", "{}"),
        new Member(ROOM, LIFE, "#", "{}"),
        new Left(ROOM, LIFE, "ana"),
        new Count(ROOM, LIFE, 17),
        new Count(ROOM, LIFE, 0),
        new Gone(LIFE),
        new Forgotten(LIFE));
  }

  @ParameterizedTest
  @MethodSource("records")
  void isReadAsItWasWritten(MembershipRecord record) {
    assertThat(codec.encode("memberships", 8, record))
        .allSatisfy(written -> assertThat(codec.decode(Records.read(written))).isEqualTo(record));
  }

  @Test
  void writesTheDocumentedKeysAndValues() {
    assertThat(text(new Member(ROOM, LIFE, "ana", "{}")))
        .isEqualTo("app/presence-room\tgateway-1.7f3a\tu:ana = {}");
    assertThat(text(new Left(ROOM, LIFE, "ana")))
        .isEqualTo("app/presence-room\tgateway-1.7f3a\tu:ana = null");
    assertThat(text(new Count(ROOM, LIFE, 17)))
        .isEqualTo("app/presence-room\tgateway-1.7f3a\t# = 17");
    assertThat(text(new Count(ROOM, LIFE, 0)))
        .isEqualTo("app/presence-room\tgateway-1.7f3a\t# = null");
    assertThat(text(new Gone(LIFE))).isEqualTo("\tgateway-1.7f3a\tgone = gone");
  }

  @Test
  @DisplayName("R105 members stand in the partition of their channel, whoever they are")
  void theChannelAloneDecidesThePartition() {
    // When
    var written =
        Stream.of("ana", "bo", "cy").map(user -> codec.encode("m", 64, new Left(ROOM, LIFE, user)));
    // Then
    assertThat(written)
        .allSatisfy(one ->
            assertThat(one)
                .extracting(ProducerRecord::partition)
                .containsExactly(Partitions.of(ROOM.bytes(), 64)));
  }

  @Test
  @DisplayName("R105 a death stands in every partition")
  void aDeathStandsEverywhere() {
    // When
    var written = codec.encode("memberships", 5, new Gone(LIFE));
    // Then
    assertThat(written)
        .extracting(ProducerRecord::partition)
        .isEqualTo(IntStream.range(0, 5).boxed().toList());
  }

  @Test
  void brokenRecordsAreToldApart() {
    for (String key :
        List.of("", "app/room", "app/room\tlife\tx", "room\tlife\t#", "app/r\t \t#")) {
      var record = Records.read("m", key.getBytes(UTF_8), new RecordHeaders(), new byte[] {'1'});
      assertThat(catchThrowableOfType(BrokenRecord.class, () -> codec.decode(record)))
          .as(key)
          .isNotNull();
    }
  }

  @Property
  void anyBytesAreARecordOrBroken(@ForAll byte[] key, @ForAll byte[] value) {
    // Given
    var record = Records.read("m", key, new RecordHeaders(), value);
    // When
    var thrown = org.assertj.core.api.Assertions.catchThrowable(() -> codec.decode(record));
    // Then
    assertThat(thrown)
        .satisfiesAnyOf(
            t -> assertThat(t).isNull(), t -> assertThat(t).isInstanceOf(BrokenRecord.class));
  }

  private String text(MembershipRecord record) {
    var written = codec.encode("memberships", 8, record).getFirst();
    return new String(written.key(), UTF_8) + " = " + text(written.value());
  }

  private static @Nullable String text(byte @Nullable [] value) {
    return value == null ? null : new String(value, UTF_8);
  }
}
