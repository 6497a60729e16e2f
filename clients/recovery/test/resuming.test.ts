import { describe, expect, it } from 'vitest';
import { client, comeback, gateway, once, subscribed, useGateway } from './scene';
import { stocks, tireless } from './stocks';

useGateway();

describe.each(stocks)('%s', (_, Stock) => {
  it('R57 announces itself in the address, and changes nothing else of it', async () => {
    // Given
    client(Stock);
    // When
    const { address } = await gateway.link();
    // Then
    expect(address.pathname).toBe('/app/key');
    expect([...address.searchParams.keys()]).toEqual(['protocol', 'client', 'version', 'flash', 'resume']);
    expect(address.searchParams.get('resume')).toBe('1');
  });

  it('R57 leaves the first subscription as the stock client asks for it', async () => {
    // Given
    const customHandler = (_: unknown, done: (error: null, data: { auth: string }) => void) => {
      done(null, { auth: 'key:signature' });
    };
    const pusher = client(Stock, {
      channelAuthorization: { customHandler } as never,
    });
    pusher.subscribe('private-chat');
    // When
    const [, asked] = await comeback();
    // Then
    expect(asked).toEqual({ auth: 'key:signature', channel: 'private-chat' });
  });

  it('R57 hands each event to the stock client as it came', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    // When
    link.event('chat', 'one', 'p1');
    link.event('chat', 'two', 'p2');
    link.event('chat', 'without');
    link.event('chat', 'end', 'p3');
    // Then
    expect(await ear.all('end')).toEqual([
      ['one', { of: 'one' }],
      ['two', { of: 'two' }],
      ['without', { of: 'without' }],
    ]);
  });

  it('R58 asks for what came after the last event', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    link.event('chat', 'one', 'p1');
    link.event('chat', 'two', 'p2');
    await ear.names('two');
    // When
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '', resume: { position: 'p2', sockets: [link.id] } });
  });

  it('R58 asks again with the authorization of the new connection', async () => {
    // Given
    const pusher = client(Stock, {
      channelAuthorization: {
        customHandler: (
          { socketId }: { socketId: string },
          done: (error: null, data: { auth: string; channel_data: string }) => void,
        ) => {
          done(null, { auth: `key:${socketId}`, channel_data: '{"user_id":"ana"}' });
        },
      } as never,
    });
    const channel = pusher.subscribe('presence-room');
    const first = await gateway.link();
    await first.subscribe();
    const roster = JSON.stringify({ presence: { count: 1, ids: ['ana'], hash: { ana: {} } } });
    first.say({
      event: 'pusher_internal:subscription_succeeded',
      channel: 'presence-room',
      data: roster,
      position: 'at',
    });
    await once(channel, 'pusher:subscription_succeeded');
    // When
    first.drop();
    const second = await gateway.link();
    const asked = await second.subscribe();
    // Then
    expect(asked).toEqual({
      channel: 'presence-room',
      auth: `key:${second.id}`,
      channel_data: '{"user_id":"ana"}',
      resume: { position: 'at', sockets: [first.id] },
    });
  });

  it('R58 takes over where the log stands now, unseen by the stock client', async () => {
    // Given
    const { pusher, channel, link } = await subscribed(Stock);
    const frames: unknown[] = [];
    pusher.connection.bind('message', (frame: { event: string }) => frames.push(frame.event));
    // When
    link.say({ event: 'pusher_internal:positions', data: { chat: 'later', unknown: 'x', broken: 7 } });
    link.event('chat', 'end');
    await once(channel, 'end');
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.position).toBe('later');
    expect(frames).toEqual(['end']);
  });

  it('R60 resumes when no event was received before the drop', async () => {
    // Given
    const { link } = await subscribed(Stock);
    // When
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.position).toBe('at');
  });

  it('R60 resumes when the gateway dies without a word', async () => {
    // Given
    const { link } = await subscribed(Stock);
    // When
    link.die();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.position).toBe('at');
  });

  it('R60 subscribes afresh when the first subscription was never confirmed', async () => {
    // Given
    client(Stock).subscribe('chat');
    const link = await gateway.link();
    await link.subscribe();
    // When
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '' });
  });

  it('R58 resumes after the app itself disconnected for a while', async () => {
    // Given
    const { pusher } = await subscribed(Stock);
    pusher.disconnect();
    // When
    pusher.connect();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.position).toBe('at');
  });

  it('R58 forgets a channel that is unsubscribed', async () => {
    // Given
    const { pusher, link } = await subscribed(Stock);
    pusher.unsubscribe('chat');
    await link.received('pusher:unsubscribe');
    link.drop();
    const second = await gateway.link();
    await once(pusher.connection, 'connected');
    // When
    pusher.subscribe('chat');
    const asked = await second.subscribe();
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '' });
  });

  it('R58 forgets a channel that is unsubscribed while there is no connection', async () => {
    // Given
    const { pusher } = await subscribed(Stock);
    pusher.disconnect();
    pusher.unsubscribe('chat');
    pusher.subscribe('chat');
    // When
    pusher.connect();
    const [, asked] = await comeback();
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '' });
  });

  it('R58 takes no place from events that are still on their way when the app subscribes anew', async () => {
    // Given
    const { pusher, link } = await subscribed(Stock);
    pusher.unsubscribe('chat');
    const channel = pusher.subscribe('chat');
    await link.subscribe();
    link.event('chat', 'late', 'p9');
    await once(channel, 'late');
    // When
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '' });
  });

  it('R58 keeps two instances with one key apart', async () => {
    // Given
    const one = await subscribed(Stock);
    const other = await subscribed(Stock);
    one.link.event('chat', 'end', 'of-one');
    other.link.event('chat', 'end', 'of-other');
    await Promise.all([one.ear.names('end'), other.ear.names('end')]);
    // When
    one.link.drop();
    const [, first] = await comeback();
    other.link.drop();
    const [, second] = await comeback();
    // Then
    expect(first.resume).toEqual({ position: 'of-one', sockets: [one.link.id] });
    expect(second.resume).toEqual({ position: 'of-other', sockets: [other.link.id] });
  });

  it('R58 takes an instance that was connected under the same id for no other', async () => {
    // Given
    const before = await subscribed(Stock);
    before.pusher.disconnect();
    const channel = client(Stock).subscribe('chat');
    const link = await gateway.arrival();
    link.greet(before.link.id);
    await link.subscribe();
    link.confirm('chat', { position: 'of-the-second' });
    await once(channel, 'pusher:subscription_succeeded');
    // When
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.position).toBe('of-the-second');
  });

  it('R58 keeps the places of two channels apart', async () => {
    // Given
    const { pusher, ear, link } = await subscribed(Stock);
    const news = pusher.subscribe('news');
    await link.subscribe();
    link.confirm('news', { position: 'news-at' });
    await once(news, 'pusher:subscription_succeeded');
    link.event('chat', 'end', 'p1');
    await ear.names('end');
    // When
    link.drop();
    const second = await gateway.link();
    const asked = [await second.subscribe(), await second.subscribe()];
    // Then
    expect(Object.fromEntries(asked.map(({ channel, resume }) => [channel, resume?.position]))).toEqual({
      chat: 'p1',
      news: 'news-at',
    });
  });
});

describe.each(tireless)('%s', (_, Stock) => {
  it('R60 goes on from where a replay was cut', async () => {
    // Given
    const { ear, link: first } = await subscribed(Stock);
    first.drop();
    const second = await gateway.link();
    await second.subscribe();
    second.confirm('chat', { position: 'at', recovered: true });
    second.event('chat', 'missed', 'p1');
    await ear.names('missed');
    // When
    second.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume).toEqual({ position: 'p1', sockets: [second.id, first.id] });
  });

  it('R60 keeps its place over drops that come before a confirmation', async () => {
    // Given
    const { link: first } = await subscribed(Stock);
    first.drop();
    const second = await gateway.link();
    await second.subscribe();
    second.drop();
    const third = await gateway.arrival();
    third.drop();
    const fourth = await gateway.link();
    await fourth.subscribe();
    // When
    fourth.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume).toEqual({ position: 'at', sockets: [fourth.id, second.id, first.id] });
  });

  it('R60 names its last 20 connections, newest first', async () => {
    // Given
    const { link } = await subscribed(Stock);
    const ids = [link.id];
    let last = link;
    for (let drops = 0; drops < 22; drops++) {
      last.drop();
      last = await gateway.link();
      await last.subscribe();
      ids.unshift(last.id);
    }
    // When
    last.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked.resume?.sockets).toEqual(ids.slice(0, 20));
  });
});
