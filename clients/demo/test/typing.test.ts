import { beforeEach, describe, expect, it } from 'vitest';
import { Typists } from '../src/chat/typists';
import { typingWords } from '../src/chat/typing';
import { HandClock } from './clock';

const from = (userId: string, isTyping = true) => ({ userId, userName: userId, isTyping, expiresInMs: 2000 });

describe('R69 typing', () => {
  let clock: HandClock;
  let posted: { at: number; isTyping: boolean }[];
  let typists: Typists;
  const words = () => typingWords(typists.others.get());

  beforeEach(() => {
    clock = new HandClock();
    posted = [];
    typists = new Typists('me', (isTyping) => posted.push({ at: clock.now(), isTyping }), clock);
  });

  it('names one, two, and no more than two', () => {
    // Given
    const said: string[] = [words()];
    // When
    for (const name of ['Ana', 'Bo', 'Cy']) {
      typists.arrived(from(name));
      said.push(words());
    }
    // Then
    expect(said).toEqual(['', 'Ana is typing…', 'Ana and Bo are typing…', 'Several people are typing…']);
  });

  it('is gone two seconds after the last sign, also when no stop ever comes', () => {
    // Given
    typists.arrived(from('Ana'));
    clock.advance(1500);
    typists.arrived(from('Ana'));
    // When
    clock.advance(1999);
    const before = words();
    clock.advance(1);
    // Then
    expect(before).toBe('Ana is typing…');
    expect(words()).toBe('');
  });

  it('lets each person lapse at a time of their own', () => {
    // Given
    typists.arrived(from('Ana'));
    clock.advance(1000);
    typists.arrived(from('Bo'));
    // When
    clock.advance(1000);
    // Then
    expect(words()).toBe('Bo is typing…');
  });

  it('ends with a stop, and with a message', () => {
    // Given
    typists.arrived(from('Ana'));
    typists.arrived(from('Bo'));
    // When
    typists.arrived(from('Ana', false));
    typists.spoke('Bo');
    // Then
    expect(words()).toBe('');
  });

  it('never shows me my own', () => {
    // Given
    const mine = from('me');
    // When
    typists.arrived(mine);
    // Then
    expect(words()).toBe('');
  });

  it('tells the others at once, then once a second while it goes on, the last keystroke included', () => {
    // Given
    const keystrokes = 14;
    // When
    for (let key = 0; key < keystrokes; key++) {
      typists.draftChanged('x');
      clock.advance(100);
    }
    clock.advance(5000);
    // Then
    expect(posted).toEqual([
      { at: 0, isTyping: true },
      { at: 1000, isTyping: true },
      { at: 2000, isTyping: true },
    ]);
  });

  it('tells the others when the draft is emptied, and only if they were told before', () => {
    // Given
    typists.draftChanged('');
    const untold = [...posted];
    typists.draftChanged('x');
    // When
    typists.draftChanged('');
    typists.draftChanged('');
    // Then
    expect(untold).toEqual([]);
    expect(posted.map(({ isTyping }) => isTyping)).toEqual([true, false]);
  });

  it('tells at once again after a message was sent', () => {
    // Given
    typists.draftChanged('x');
    typists.fallSilent();
    // When
    typists.draftChanged('y');
    // Then
    expect(posted.map(({ isTyping }) => isTyping)).toEqual([true, false, true]);
  });
});
