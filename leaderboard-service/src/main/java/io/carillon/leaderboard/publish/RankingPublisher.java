package io.carillon.leaderboard.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.LogWriter;
import io.carillon.events.Source;
import io.carillon.leaderboard.LeaderboardConfig;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.Move;
import io.carillon.leaderboard.domain.RankingUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/// Puts ranking updates on the boards' channels in the log.
///
/// The source of a board's records is the board. Their sequence begins at the clock and only grows,
/// so it needs no generation: it also stays above what was written before a board was made anew.
@ApplicationScoped
class RankingPublisher implements Announcer {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final LogWriter log;
  private final String topic;
  private final LeaderboardConfig.Profile profile;
  private final ChannelEventCodec codec = new ChannelEventCodec();

  @Inject
  RankingPublisher(LogWriter log, PlatformConfig platform, LeaderboardConfig config) {
    this.log = log;
    this.topic = platform.topics().names().channelEvents();
    this.profile = config.profile();
  }

  @Override
  public CompletionStage<?> announce(RankingUpdate update) {
    var board = update.board();
    var event =
        ChannelEvent.of(new ChannelKey(board.app(), channel(board)), profile.event(), data(update))
            .from(Source.of("leaderboard/" + board.value(), update.sequence()));
    return log.write(codec.encode(topic, event));
  }

  private String channel(BoardId board) {
    return board.isDefault()
        ? profile.defaultChannel()
        : profile.channel().replace("{board}", board.board());
  }

  private static String data(RankingUpdate update) {
    var json = JSON.objectNode();
    var entries = json.putArray("leaderboard");
    for (var move : update.moves()) {
      entries.add(entry(move));
    }
    json.put("board", update.board().board()).put("version", update.window().version());
    return json.toString();
  }

  private static ObjectNode entry(Move move) {
    var json = EntryJson.of(move.entry());
    if (move.previousRank() != null) {
      json.put("previousRank", move.previousRank());
    }
    return json.put("change", move.change().name().toLowerCase(Locale.ROOT));
  }
}
