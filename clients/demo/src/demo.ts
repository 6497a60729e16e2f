import type Pusher from 'pusher-js';
import type { Person } from './auth/session';
import { Ranking } from './board/ranking';
import { Room } from './chat/room';
import { wallClock } from './chat/throttle';
import type { Config } from './config';
import { askService } from './http/request';
import { type RetryPolicy, backOff, sleep } from './http/retry';
import { connect, portOf } from './realtime/connect';
import { type Connection, watchConnection } from './realtime/connection';
import type { Store } from './store';
import { ProductPage } from './viewers/product-page';

/** Everything behind the page of one signed-in person: one connection, three parts. */
export interface Demo {
  readonly me: Person;
  readonly connection: Store<Connection>;
  readonly room: Room;
  readonly productPage: ProductPage;
  readonly ranking: Ranking;
  stop(): void;
}

export interface DemoNeeds {
  readonly config: Config;
  readonly me: Person;
  readonly sessionId: string;
  readonly token: () => string;
  readonly signedOut: () => void;
}

export function startDemo({ config, me, sessionId, token, signedOut }: DemoNeeds): Demo {
  const policy: RetryPolicy = { pauses: backOff(500, 15_000, Math.random), sleep };
  const secure = location.protocol === 'https:';
  const pusher: Pusher = connect({
    key: config.key,
    host: location.hostname,
    port: portOf(location),
    secure,
    sessionId,
    token,
  });
  const ask = (service: string, address: string) =>
    askService(service, address, token, window.fetch.bind(window));

  const room = new Room({
    channelId: 'workspace-demo',
    me,
    pusher,
    ask: ask('The chat', config.chat),
    policy,
    clock: wallClock,
    signedOut,
  });
  const productPage = new ProductPage({
    pusher,
    ask: ask('The viewer count', config.presence),
    policy,
    signedOut,
  });
  const ranking = new Ranking({
    me,
    pusher,
    ask: ask('The leaderboard', config.leaderboard),
    policy,
    signedOut,
  });
  return {
    me,
    connection: watchConnection(pusher, window),
    room,
    productPage,
    ranking,
    stop: () => {
      // First, since it ends every subscription at once.
      pusher.disconnect();
      room.stop();
      productPage.stop();
      ranking.stop();
    },
  };
}
