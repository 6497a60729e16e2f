import type Pusher from 'pusher-js';
import { Store } from '../store';

export type Connection = 'connected' | 'connecting' | 'offline';

/** What a person should read from the client's state; a machine without a network is offline whatever that says. */
export function connectionOf(state: string, networkUp: boolean): Connection {
  if (!networkUp) {
    return 'offline';
  }
  switch (state) {
    case 'connected':
      return 'connected';
    case 'initialized':
    case 'connecting':
      return 'connecting';
    default:
      return 'offline';
  }
}

export function watchConnection(pusher: Pusher, window: Window): Store<Connection> {
  const now = () => connectionOf(pusher.connection.state, window.navigator.onLine);
  const connection = new Store(now());
  const look = () => {
    connection.set(now());
  };
  pusher.connection.bind('state_change', look);
  window.addEventListener('online', look);
  window.addEventListener('offline', look);
  return connection;
}
