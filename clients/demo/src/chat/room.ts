import type Pusher from 'pusher-js';
import type { Person } from '../auth/session';
import { Problem } from '../http/problem';
import type { Ask } from '../http/request';
import { type RetryPolicy, atMost, retrying } from '../http/retry';
import { NoticeBoard, wordsFor } from '../notices';
import { type KeptUp, keepUp } from '../realtime/keep-up';
import { Store } from '../store';
import {
  type Conversation,
  emptyConversation,
  failed,
  opensHole,
  received,
  sending,
  stored,
  withEarlier,
  withLatest,
} from './conversation';
import { type Member, membersOf } from './members';
import { parseMessage, parsePage } from './message';
import type { Clock } from './throttle';
import { Typists } from './typists';

const PAGE = 50;
const SEND_TRIES = 3;

export interface RoomNeeds {
  readonly channelId: string;
  readonly me: Person;
  readonly pusher: Pusher;
  readonly ask: Ask;
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly signedOut: () => void;
}

/** One chat room as one person sees it. */
export class Room {
  readonly conversation = new Store<Conversation>(emptyConversation);
  readonly members = new Store<readonly Member[]>([]);
  readonly phase = new Store<'loading' | 'ready' | 'loading-earlier'>('loading');
  readonly typists: Typists;
  readonly board: NoticeBoard;
  readonly #needs: RoomNeeds;
  readonly #kept: KeptUp;
  readonly #stopped = new AbortController();

  constructor(needs: RoomNeeds) {
    this.#needs = needs;
    this.board = new NoticeBoard(needs.signedOut);
    this.typists = new Typists(needs.me.id, (isTyping) => void this.#postTyping(isTyping), needs.clock);
    this.#kept = this.#keepUp();
  }

  stop(): void {
    this.#stopped.abort();
    this.#kept.stop();
    this.typists.stop();
  }

  send(content: string): void {
    this.typists.fallSilent();
    void this.#post(crypto.randomUUID(), content);
  }

  /** Sends a failed message again, under its first id: if it did arrive, it is not stored twice. */
  retry(clientMessageId: string): void {
    const message = this.conversation.get().outgoing.find((one) => one.clientMessageId === clientMessageId);
    if (message) {
      void this.#post(clientMessageId, message.content);
    }
  }

  async showEarlier(): Promise<void> {
    const { earlier } = this.conversation.get();
    if (earlier === undefined || this.phase.get() !== 'ready') {
      return;
    }
    this.phase.set('loading-earlier');
    try {
      const page = await this.#readPage(this.#stopped.signal, earlier);
      this.conversation.update((conversation) => withEarlier(conversation, page));
      this.board.settle('action');
    } catch (failure) {
      this.board.put('action', failure, 'final');
    }
    this.phase.set('ready');
  }

  #keepUp(): KeptUp {
    const { pusher, channelId, me, policy } = this.#needs;
    const channel = `presence-${channelId}`;
    const refreshMembers = () => {
      this.members.set(membersOf(pusher.channel(channel), me.id));
    };
    return keepUp(
      pusher,
      {
        channel,
        events: {
          'new-message': (data) => {
            this.#messageArrived(data);
          },
          'user-typing': (data) => {
            this.typists.arrived(data);
          },
          'pusher:member_added': refreshMembers,
          'pusher:member_removed': refreshMembers,
        },
        read: (signal) => this.#readPage(signal),
        merge: (page) => {
          this.conversation.update((conversation) => withLatest(conversation, page));
          this.phase.set('ready');
        },
        live: refreshMembers,
        lost: () => {
          this.members.set([]); // Who is here now, nobody can tell.
        },
      },
      this.board,
      policy,
    );
  }

  #messageArrived(data: unknown): void {
    const message = parseMessage(data);
    const hole = opensHole(this.conversation.get(), message);
    this.conversation.update((conversation) => received(conversation, [message]));
    this.typists.spoke(message.senderId);
    if (hole) {
      this.#kept.readAgain();
    }
  }

  async #readPage(signal: AbortSignal, before?: string) {
    const query = new URLSearchParams({ channelId: this.#needs.channelId, limit: String(PAGE) });
    if (before !== undefined) {
      query.set('before', before);
    }
    return parsePage(await this.#needs.ask(`/api/messages?${query.toString()}`, { signal }));
  }

  async #post(clientMessageId: string, content: string): Promise<void> {
    const { ask, channelId, policy } = this.#needs;
    const body = { channelId, content, clientMessageId };
    const createdAt = new Date().toISOString();
    this.conversation.update((conversation) =>
      sending(conversation, { clientMessageId, content, createdAt }),
    );
    try {
      const answer = await retrying(
        (signal) => ask('/api/messages', { method: 'POST', body, signal }),
        { ...policy, pauses: atMost(SEND_TRIES, policy.pauses) },
        this.#stopped.signal,
      );
      this.conversation.update((conversation) => stored(conversation, clientMessageId, parseMessage(answer)));
    } catch (failure) {
      this.conversation.update((conversation) => failed(conversation, clientMessageId, wordsFor(failure)));
      if (failure instanceof Problem && failure.kind === 'signed-out') {
        this.#needs.signedOut();
      }
    }
  }

  async #postTyping(isTyping: boolean): Promise<void> {
    const { ask, channelId, pusher } = this.#needs;
    // This connection is left out of the event, since it knows already.
    const socket = pusher.connection.socket_id as string | undefined;
    const headers = socket === undefined ? {} : { 'X-Socket-ID': socket };
    // Only a hint: when it is lost the others see nothing, and the next keystroke sends another.
    await ask('/api/messages/typing', { method: 'POST', body: { channelId, isTyping }, headers }).catch(
      () => undefined,
    );
  }
}
