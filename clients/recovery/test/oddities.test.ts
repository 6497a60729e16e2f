import { describe, expect, it } from 'vitest';
import { comeback, once, subscribed, useGateway } from './scene';
import { deliver, stocks, tireless } from './stocks';

useGateway();

/** How many events are missed before each return, and after how many of the replay the connection drops again. */
const STORM: [missed: number, cutAfter: number][] = [
  [3, 2],
  [0, 0],
  [4, 1],
  [0, 3],
  [2, 9],
  [5, 0],
  [1, 9],
];

const event = (name: string, position: unknown, channel: unknown = 'chat') => ({
  data: JSON.stringify({ event: name, channel, data: '{}', position }),
});

describe.each(stocks)('%s', (_, Stock) => {
  it('R58 drops an event that comes twice', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    // When
    link.event('chat', 'one', 'p1');
    link.event('chat', 'one', 'p1');
    link.event('chat', 'two', 'p2');
    link.event('chat', 'end', 'p3');
    // Then
    expect(await ear.names('end')).toEqual(['one', 'two']);
  });

  it('R58 drops a replayed event that came before the drop', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    link.event('chat', 'one', 'p1');
    await ear.names('one');
    link.drop();
    const [second] = await comeback();
    // When
    second.confirm('chat', { position: 'p1', recovered: true });
    second.event('chat', 'one', 'p1');
    second.event('chat', 'end', 'p2');
    // Then
    expect(await ear.names('end')).toEqual(['pusher:subscription_succeeded', 'carillon:recovered']);
  });

  it('R58 hands over the cached event that stands where a fresh subscription begins', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    // When
    link.event('chat', 'cached', 'at');
    link.event('chat', 'end', 'p1');
    // Then
    expect(await ear.names('end')).toEqual(['cached']);
  });

  it('R58 keeps its place when a handler throws, and has the event once', async () => {
    // Given
    const { channel, ear, link } = await subscribed(Stock);
    channel.bind('one', () => {
      throw new Error('of the app');
    });
    // When
    const delivering = () => {
      deliver(event('one', 'p1'));
    };
    // Then
    expect(delivering).toThrow('of the app');
    delivering();
    link.drop();
    const [, asked] = await comeback();
    expect(asked.resume?.position).toBe('p1');
    channel.emit('end');
    expect(await ear.names('end')).toEqual(['one']);
  });

  it('R58 tells the outcome also when the handler of the confirmation throws', async () => {
    // Given
    const { channel, ear, link } = await subscribed(Stock);
    channel.bind('pusher:subscription_succeeded', () => {
      throw new Error('of the app');
    });
    link.drop();
    await comeback();
    const confirmation = { event: 'pusher_internal:subscription_succeeded', channel: 'chat', data: '{}' };
    // When
    const delivering = () => {
      deliver({ data: JSON.stringify({ ...confirmation, position: 'now', recovered: false }) });
    };
    // Then
    expect(delivering).toThrow('of the app');
    channel.emit('end');
    expect(await ear.names('end')).toEqual(['pusher:subscription_succeeded', 'carillon:gap']);
  });

  it.each([
    ['no JSON', '{"event":"x","channel":"chat","position":"p1"'],
    ['a list', '["position"]'],
    ['nothing', 'null "position"'],
    ['an event without a name', '{"channel":"chat","position":"p1"}'],
    ['a channel without a name', event('x', 'p1', 7).data],
    ['another channel', event('x', 'p1', 'news').data],
    ['a token that is too long', event('x', 'p'.repeat(65)).data],
    ['a token of other letters', event('x', 'p 1').data],
    ['a number as a token', event('x', 1).data],
    ['a token inside the data', '{"event":"x","channel":"chat","data":{"position":"p1"}}'],
    ['bytes', new Uint8Array([1])],
    ['positions that are none', '{"event":"pusher_internal:positions","data":null}'],
    ['positions in a string', '{"event":"pusher_internal:positions","data":"{\\"chat\\":\\"p1\\"}"}'],
    [
      'positions of another kind',
      '{"event":"pusher_internal:positions","data":{"chat":{},"__proto__":"p1"}}',
    ],
    ['a second greeting', '{"event":"pusher:connection_established","data":"{"}'],
  ])('R58 keeps its place when a frame is odd: %s', async (_name, data) => {
    // Given
    const { link } = await subscribed(Stock);
    // When
    try {
      deliver({ data });
    } catch {
      // The stock client throws at some of them, as it does without the add-on.
    }
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.position).toBe('at');
  });

  it('R57 hands the very message over that the socket received', async () => {
    // Given
    const { pusher } = await subscribed(Stock);
    const problem = once(pusher.connection, 'error');
    const bytes = new Uint8Array([1, 2]);
    // When
    deliver({ data: bytes });
    // Then
    expect(await problem).toMatchObject({ type: 'MessageParseError', data: bytes });
  });

  it('R58 takes no place from a socket that the stock client left', async () => {
    // Given
    const { pusher, ear, channel } = await subscribed(Stock);
    pusher.disconnect();
    // When
    deliver(event('late', 'p9'));
    pusher.connect();
    const [, asked] = await comeback();
    channel.emit('end');
    // Then
    expect(asked.resume?.position).toBe('at');
    expect(await ear.names('end')).toEqual([]);
  });
});

describe.each(tireless)('%s', (_, Stock) => {
  it('R58 takes no place from events that come before the confirmation', async () => {
    // Given
    const { channel, link: first } = await subscribed(Stock);
    first.drop();
    const [second] = await comeback();
    second.event('chat', 'early', 'p9');
    await once(channel, 'early');
    // When
    second.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.position).toBe('at');
  });

  it('R58 has each event of a stormy day once and in order', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    const log = ['at'];
    const publish = (events: number) => {
      for (let more = 0; more < events; more++) {
        log.push(`p${log.length}`);
      }
    };
    // When
    let last = link;
    for (const [missed, cutAfter] of STORM) {
      last.drop();
      publish(missed);
      const [next, { resume }] = await comeback();
      next.confirm('chat', { position: resume?.position ?? '', recovered: true });
      const replay = log.slice(log.indexOf(resume?.position ?? '') + 1);
      replay.slice(0, cutAfter).forEach((position) => {
        next.event('chat', `at ${position}`, position);
      });
      last = next;
    }
    last.event('chat', 'end');
    const heard = await ear.names('end');
    // Then
    expect(heard.filter((name) => name.startsWith('at '))).toEqual(log.slice(1).map((name) => `at ${name}`));
  });
});
