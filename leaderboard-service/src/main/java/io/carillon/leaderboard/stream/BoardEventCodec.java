package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.BoardEvent;
import io.carillon.leaderboard.domain.BoardEvent.BoardDefined;
import io.carillon.leaderboard.domain.BoardEvent.ScoreRecorded;
import io.carillon.leaderboard.domain.BoardEvent.UpdateForgotten;
import io.carillon.leaderboard.domain.BoardEvent.UpdateRemembered;
import io.carillon.leaderboard.domain.BoardEvent.WindowShown;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;
import io.carillon.leaderboard.domain.Entry;
import io.carillon.leaderboard.domain.Operator;
import io.carillon.leaderboard.domain.ScoreOrder;
import io.carillon.leaderboard.domain.Standing;
import io.carillon.leaderboard.domain.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Events as they stand in the changelog, which is compacted: the last value of each key is enough
/// to rebuild a board.
///
/// | key after `app/board` NUL | value after format and command offset |
/// |---|---|
/// | `s` owner | name, score, achieved, version |
/// | `u` update id | points, answer, time; no value at all once forgotten |
/// | `r` | order, operator, visible, version |
/// | `w` | sequence, version, entries (owner, name, score) |
///
/// Text is Java's modified UTF-8 with a length before it; numbers are big-endian.
final class BoardEventCodec {

  /// The offset of events that no command caused.
  static final long NO_COMMAND = -1;

  private static final int FORMAT = 1;
  private static final char SEPARATOR = '\0';

  /// The key of the event's record.
  byte[] key(BoardId board, BoardEvent event) {
    var subject =
        switch (event) {
          case ScoreRecorded recorded -> "s" + recorded.owner();
          case UpdateRemembered remembered -> "u" + remembered.updateId();
          case UpdateForgotten forgotten -> "u" + forgotten.updateId();
          case BoardDefined _ -> "r";
          case WindowShown _ -> "w";
        };
    return (board.value() + SEPARATOR + subject).getBytes(StandardCharsets.UTF_8);
  }

  /// The value of the event's record; null removes the key.
  byte @Nullable [] value(BoardEvent event) {
    var bytes = new ByteArrayOutputStream(96);
    var out = new DataOutputStream(bytes);
    try {
      out.writeByte(FORMAT);
      switch (event) {
        case ScoreRecorded recorded -> write(recorded, out);
        case UpdateRemembered remembered -> write(remembered, out);
        case UpdateForgotten _ -> {
          return null;
        }
        case BoardDefined defined -> write(defined, out);
        case WindowShown shown -> write(shown, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + event.getClass().getSimpleName(), e);
    }
    return bytes.toByteArray();
  }

  /// The offset of the command that caused the event of this value, or [#NO_COMMAND].
  long commandOffset(byte[] value) {
    return ByteBuffer.wrap(value).getLong(1);
  }

  /// The board of a key.
  BoardId board(byte[] key) {
    var text = new String(key, StandardCharsets.UTF_8);
    return BoardId.parse(text.substring(0, text.indexOf(SEPARATOR)));
  }

  /// The event of a record.
  BoardEvent event(byte[] key, byte @Nullable [] value) {
    var text = new String(key, StandardCharsets.UTF_8);
    var kind = text.indexOf(SEPARATOR) + 1;
    var subject = text.substring(kind + 1);
    if (value == null) {
      return new UpdateForgotten(subject);
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(value))) {
      requireFormat(in.readByte());
      var offset = in.readLong();
      return switch (text.charAt(kind)) {
        case 's' -> recorded(subject, in, offset);
        case 'u' -> remembered(subject, in, offset);
        case 'r' -> defined(in, offset);
        case 'w' -> shown(in);
        default -> throw new IllegalStateException("unknown kind of changelog record: " + text);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the changelog record of " + text, e);
    }
  }

  private static void requireFormat(int format) {
    if (format != FORMAT) {
      throw new IllegalStateException("the changelog was written by a later version: " + format);
    }
  }

  private static void write(ScoreRecorded event, DataOutputStream out) throws IOException {
    out.writeLong(event.offset());
    out.writeUTF(event.name());
    out.writeLong(event.score());
    out.writeLong(event.achieved());
    out.writeLong(event.version());
  }

  private static ScoreRecorded recorded(String owner, DataInputStream in, long offset)
      throws IOException {
    return new ScoreRecorded(
        owner, in.readUTF(), in.readLong(), in.readLong(), in.readLong(), offset);
  }

  private static void write(UpdateRemembered event, DataOutputStream out) throws IOException {
    var answer = event.answer();
    out.writeLong(event.offset());
    out.writeLong(event.points());
    out.writeUTF(answer.owner());
    out.writeUTF(answer.name());
    out.writeLong(answer.score());
    out.writeLong(answer.rank());
    // Ranks start at 1: 0 stands for an owner who had none.
    out.writeLong(answer.previousRank() == null ? 0 : answer.previousRank());
    out.writeLong(event.at().toEpochMilli());
  }

  private static UpdateRemembered remembered(String updateId, DataInputStream in, long offset)
      throws IOException {
    var points = in.readLong();
    var owner = in.readUTF();
    var name = in.readUTF();
    var score = in.readLong();
    var rank = in.readLong();
    var previous = in.readLong();
    var answer = new Standing(owner, name, score, rank, previous == 0 ? null : previous);
    return new UpdateRemembered(
        updateId, points, answer, Instant.ofEpochMilli(in.readLong()), offset);
  }

  private static void write(BoardDefined event, DataOutputStream out) throws IOException {
    out.writeLong(event.offset());
    out.writeUTF(event.rules().order().name());
    out.writeUTF(event.rules().operator().name());
    out.writeInt(event.rules().visible());
    out.writeLong(event.version());
  }

  private static BoardDefined defined(DataInputStream in, long offset) throws IOException {
    var order = ScoreOrder.valueOf(in.readUTF());
    var operator = Operator.valueOf(in.readUTF());
    return new BoardDefined(new BoardRules(order, operator, in.readInt()), in.readLong(), offset);
  }

  private static void write(WindowShown event, DataOutputStream out) throws IOException {
    out.writeLong(NO_COMMAND);
    out.writeLong(event.sequence());
    out.writeLong(event.window().version());
    out.writeInt(event.window().entries().size());
    for (var entry : event.window().entries()) {
      out.writeUTF(entry.owner());
      out.writeUTF(entry.name());
      out.writeLong(entry.score());
    }
  }

  private static WindowShown shown(DataInputStream in) throws IOException {
    var sequence = in.readLong();
    var version = in.readLong();
    var count = in.readInt();
    var entries = new ArrayList<Entry>();
    for (var rank = 1; rank <= count; rank++) {
      entries.add(new Entry(in.readUTF(), in.readUTF(), in.readLong(), rank));
    }
    return new WindowShown(sequence, new Window(version, entries));
  }
}
