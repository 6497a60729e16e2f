import type { Channel, Members } from 'pusher-js';

export interface Member {
  readonly id: string;
  readonly name: string;
}

/** Everyone in the channel: me first, then by name. */
export function membersOf(channel: Channel | undefined, me: string): readonly Member[] {
  const members: Member[] = [];
  if (!channel || !('members' in channel)) {
    return members;
  }
  (channel.members as Pick<Members, 'each'>).each(
    (member: { id: string; info?: { name?: unknown } | null }) => {
      const name = member.info?.name;
      members.push({ id: member.id, name: typeof name === 'string' && name !== '' ? name : member.id });
    },
  );
  return sortMembers(members, me);
}

export function sortMembers(members: readonly Member[], me: string): readonly Member[] {
  return [...members].sort(
    (one, other) => Number(other.id === me) - Number(one.id === me) || one.name.localeCompare(other.name),
  );
}
