import { describe, expect, it } from 'vitest';
import { Ear, client, comeback, gateway, once, subscribed, useGateway } from './scene';
import { passBy, stocks, tireless, wantHistory } from './stocks';

useGateway();

describe.each(stocks)('%s', (_, Stock) => {
  it('R58 tells the channel that it recovered, before what was missed comes', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    link.drop();
    const [second] = await comeback();
    // When
    second.confirm('chat', { position: 'at', recovered: true });
    second.event('chat', 'missed', 'p1');
    second.event('chat', 'end', 'p2');
    // Then
    expect(await ear.all('end')).toEqual([
      ['pusher:subscription_succeeded', {}],
      ['carillon:recovered', { channel: 'chat' }],
      ['missed', { of: 'missed' }],
    ]);
  });

  it('R58 tells the channel of a gap, and goes on from there', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    link.drop();
    const [second] = await comeback();
    // When
    second.confirm('chat', { position: 'now', recovered: false });
    second.event('chat', 'end');
    const heard = await ear.all('end');
    // Then
    expect(heard).toEqual([
      ['pusher:subscription_succeeded', {}],
      ['carillon:gap', { channel: 'chat' }],
    ]);
  });

  it('R58 tells the whole instance as well', async () => {
    // Given
    const { pusher, link } = await subscribed(Stock);
    const told = once(pusher, 'carillon:gap');
    link.drop();
    const [second] = await comeback();
    // When
    second.confirm('chat', { position: 'now', recovered: false });
    // Then
    expect(await told).toEqual({ channel: 'chat' });
  });

  it('R58 tells nothing of a first subscription', async () => {
    // Given
    const channel = client(Stock).subscribe('chat');
    const ear = new Ear(channel);
    const [link] = await comeback();
    // When
    link.confirm('chat', { position: 'at' });
    link.event('chat', 'end', 'p1');
    // Then
    expect(await ear.names('end')).toEqual(['pusher:subscription_succeeded']);
  });

  it('R58 tells of a gap where the gateway knows nothing of recovery', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    link.drop();
    const [second] = await comeback();
    // When
    second.confirm('chat');
    second.event('chat', 'end');
    // Then
    expect(await ear.names('end')).toEqual(['pusher:subscription_succeeded', 'carillon:gap']);
  });

  it('R58 tells of a gap, and asks for nothing, when it never learned a position', async () => {
    // Given
    const { ear, link } = await subscribed(Stock, 'no token');
    link.drop();
    const [second, asked] = await comeback();
    // When
    second.confirm('chat', { position: 'at' });
    second.event('chat', 'end');
    const heard = await ear.names('end');
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '' });
    expect(heard).toEqual(['pusher:subscription_succeeded', 'carillon:gap']);
  });

  it('R58 tells of a gap when the gateway claims to have recovered what nobody asked for', async () => {
    // Given
    const { ear, link } = await subscribed(Stock, 'no token');
    link.drop();
    const [second] = await comeback();
    // When
    second.confirm('chat', { position: 'at', recovered: true });
    second.event('chat', 'end');
    // Then
    expect(await ear.names('end')).toEqual(['pusher:subscription_succeeded', 'carillon:gap']);
  });

  it('R58 tells nothing when a subscription is confirmed twice', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    // When
    link.confirm('chat', { position: 'later' });
    link.event('chat', 'end');
    // Then
    expect(await ear.names('end')).toEqual(['pusher:subscription_succeeded']);
  });

  it('R58 tells nothing to a channel that a handler unsubscribed', async () => {
    // Given
    const { pusher, channel, ear, link } = await subscribed(Stock);
    const ofAll = new Ear(pusher);
    channel.bind('pusher:subscription_succeeded', () => {
      pusher.unsubscribe('chat');
    });
    link.drop();
    const [second] = await comeback();
    // When
    second.confirm('chat', { position: 'now', recovered: false });
    second.say({ event: 'end', data: '{}' });
    const heard = await ofAll.names('end');
    channel.emit('end');
    // Then
    expect(heard).toEqual([]);
    expect(await ear.names('end')).toEqual(['pusher:subscription_succeeded']);
  });

  it('R61 asks for history with a fresh subscription, and tells whether it is complete', async () => {
    // Given
    wantHistory((channel) => (channel === 'chat' ? { last: 2 } : undefined));
    const pusher = client(Stock);
    const ear = new Ear(pusher.subscribe('chat'));
    const [link, asked] = await comeback();
    // When
    link.confirm('chat', { position: 'before', history: false });
    link.event('chat', 'old', 'p1');
    link.event('chat', 'end', 'p2');
    const heard = await ear.all('end');
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '', history: { last: 2 } });
    expect(heard).toEqual([
      ['pusher:subscription_succeeded', {}],
      ['carillon:history', { channel: 'chat', complete: false }],
      ['old', { of: 'old' }],
    ]);
  });

  it('R61 asks for no history where a subscription is resumed', async () => {
    // Given
    wantHistory(() => ({ since: 1_790_000_000_000 }));
    const { link } = await subscribed(Stock);
    // When
    link.drop();
    const [, asked] = await comeback();
    // Then
    expect(asked).toEqual({ channel: 'chat', auth: '', resume: { position: 'at', sockets: [link.id] } });
  });

  it('R58 recovers what is sent to the signed-in user, and tells the user', async () => {
    // Given
    const { pusher, link } = await signedIn('ana');
    const told = once(pusher.user, 'carillon:recovered');
    link.event('#server-to-user-ana', 'hello', 'p1');
    await once(pusher.user, 'hello');
    link.drop();
    const second = await gateway.link();
    await second.received('pusher:signin');
    second.say(success('ana'));
    // When
    const asked = await second.subscribe();
    second.confirm('#server-to-user-ana', { position: 'p1', recovered: true });
    // Then
    expect(asked.resume).toEqual({ position: 'p1', sockets: [link.id] });
    expect(await told).toEqual({ channel: '#server-to-user-ana' });
  });

  it('R58 gives nobody the place of the user who was signed in before', async () => {
    // Given
    const { pusher, link } = await signedIn('ana');
    const ear = new Ear(pusher.user);
    link.drop();
    const second = await gateway.link();
    await second.received('pusher:signin');
    second.say(success('bo'));
    // When
    const asked = await second.subscribe();
    second.confirm('#server-to-user-bo', { position: 'at' });
    second.event('#server-to-user-bo', 'end', 'p1');
    // Then
    expect(asked).toEqual({ channel: '#server-to-user-bo', auth: '' });
    expect(await ear.names('end')).toEqual([]);
  });

  it('R58 resumes nothing on the connection that is up', async () => {
    // Given
    const { link } = await signedIn('ana');
    // When
    link.say(success('ana'));
    const asked = await link.subscribe();
    // Then
    expect(asked).toEqual({ channel: '#server-to-user-ana', auth: '' });
  });

  async function signedIn(user: string) {
    const pusher = client(Stock, {
      userAuthentication: {
        customHandler: (_: unknown, done: (error: null, data: object) => void) => {
          done(null, { auth: 'key:signature', user_data: JSON.stringify({ id: user }) });
        },
      } as never,
    });
    pusher.signin();
    const link = await gateway.link();
    await link.received('pusher:signin');
    link.say(success(user));
    await link.subscribe();
    link.confirm(`#server-to-user-${user}`, { position: 'at' });
    link.event(`#server-to-user-${user}`, 'welcome');
    await once(pusher.user, 'welcome');
    return { pusher, link };
  }

  const success = (user: string) => ({
    event: 'pusher:signin_success',
    data: JSON.stringify({ user_data: JSON.stringify({ id: user }) }),
  });
});

describe.each(tireless)('%s', (_, Stock) => {
  it('R58 tells of a gap at each return from and to a transport that it does not see, and asks for nothing', async () => {
    // Given
    const { ear, link } = await subscribed(Stock);
    const returns: { asked: unknown; announced: boolean; heard: string[] }[] = [];
    let last = link;
    // When
    for (const unseen of [true, true, false]) {
      if (unseen) {
        passBy(Stock);
      }
      last.drop();
      const [next, asked] = await comeback();
      next.confirm('chat', { position: 'now' });
      next.event('chat', 'end', 'p1');
      returns.push({
        asked,
        announced: next.address.searchParams.has('resume'),
        heard: await ear.names('end'),
      });
      last = next;
    }
    // Then
    const asked = { channel: 'chat', auth: '' };
    const heard = ['pusher:subscription_succeeded', 'carillon:gap'];
    expect(returns).toEqual([
      { asked, announced: false, heard },
      { asked, announced: false, heard },
      { asked, announced: true, heard },
    ]);
  });
});
