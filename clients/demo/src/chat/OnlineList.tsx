import type { Person } from '../auth/session';
import { Avatar } from '../view/Avatar';
import type { Member } from './members';

interface OnlineListProps {
  readonly members: readonly Member[];
  readonly me: Person;
}

export function OnlineList({ members, me }: OnlineListProps) {
  return (
    <aside class="online" id="online" aria-labelledby="online-title">
      <h3 id="online-title">Online now · {members.length}</h3>
      <ul data-testid="online-list">
        {members.map(({ id, name }) => (
          <li key={id} data-testid="member" data-user={id}>
            <Avatar id={id} name={name} small />
            <span class="online-name">{name}</span>
            {id === me.id && <span class="muted">you</span>}
          </li>
        ))}
      </ul>
    </aside>
  );
}
