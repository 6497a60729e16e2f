import type { Person } from '../auth/session';
import type { Connection } from '../realtime/connection';
import { type Store, useStore } from '../store';
import { Avatar } from './Avatar';
import { BellMark } from './icons';

interface HeaderProps {
  readonly me: Person;
  readonly connection: Store<Connection>;
  readonly onSignOut: () => void;
}

export function Header({ me, connection, onSignOut }: HeaderProps) {
  return (
    <header class="header">
      <div class="brand">
        <BellMark />
        <h1>Carillon</h1>
      </div>
      <ConnectionBadge connection={connection} />
      <div class="person">
        <Avatar id={me.id} name={me.name} />
        <span class="person-name" data-testid="me">
          {me.name}
        </span>
        <button type="button" class="button quiet" data-testid="sign-out" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </header>
  );
}

const words: Record<Connection, string> = {
  connected: 'Connected',
  connecting: 'Connecting…',
  offline: 'Offline',
};

function ConnectionBadge({ connection }: { readonly connection: Store<Connection> }) {
  const state = useStore(connection);
  return (
    <span class="badge" role="status" data-testid="connection" data-state={state}>
      <span class="badge-dot" aria-hidden="true" />
      {words[state]}
    </span>
  );
}
