import Pusher from 'pusher-js';

export interface Connect {
  readonly key: string;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly sessionId: string;
  readonly token: () => string;
}

/** The stock client with the settings any app would use: the host and port are the gateway's. */
export function connect({ key, host, port, secure, sessionId, token }: Connect): Pusher {
  return new Pusher(key, {
    cluster: 'local',
    wsHost: host,
    wsPort: port,
    wssPort: port,
    forceTLS: secure,
    enabledTransports: ['ws', 'wss'],
    channelAuthorization: {
      endpoint: '/api/pusher/auth',
      transport: 'ajax',
      headersProvider: () => ({ Authorization: `Bearer ${token()}` }),
      params: { session_id: sessionId },
    },
  });
}

/** The port that an address without one means. */
export function portOf(location: Pick<Location, 'port' | 'protocol'>): number {
  return location.port !== '' ? Number(location.port) : location.protocol === 'https:' ? 443 : 80;
}
