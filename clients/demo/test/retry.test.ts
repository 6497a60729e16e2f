import { describe, expect, it } from 'vitest';
import { Problem, problemFrom } from '../src/http/problem';
import { atMost, backOff, retrying } from '../src/http/retry';

const busy = (retryAfter: string | null = null) => problemFrom('The chat', 503, undefined, retryAfter);

function patience(tries: number) {
  const slept: number[] = [];
  const sleep = (ms: number) => {
    slept.push(ms);
    return Promise.resolve();
  };
  return {
    slept,
    policy: {
      pauses: atMost(
        tries,
        backOff(500, 4000, () => 0.5),
      ),
      sleep,
    },
  };
}

function failing(times: number, problem: () => Error) {
  let tried = 0;
  return () => (++tried > times ? Promise.resolve(tried) : Promise.reject(problem()));
}

describe('trying again', () => {
  it('goes on until it succeeds, with longer and longer pauses', async () => {
    // Given
    const { slept, policy } = patience(9);
    // When
    const tried = await retrying(failing(5, busy), policy, new AbortController().signal);
    // Then
    expect(tried).toBe(6);
    expect(slept).toEqual([500, 1000, 2000, 4000, 4000]);
  });

  it('waits at least as long as the service asked', async () => {
    // Given
    const { slept, policy } = patience(3);
    // When
    await retrying(
      failing(1, () => busy('3')),
      policy,
      new AbortController().signal,
    );
    // Then
    expect(slept).toEqual([3000]);
  });

  it('gives up after its last try', async () => {
    // Given
    const { slept, policy } = patience(3);
    // When
    const end = retrying(failing(9, busy), policy, new AbortController().signal);
    // Then
    await expect(end).rejects.toThrow('The chat has trouble answering right now.');
    expect(slept).toHaveLength(2);
  });

  it('does not repeat what would be refused again', async () => {
    // Given
    const { slept, policy } = patience(3);
    const refusal = problemFrom(
      'The chat',
      422,
      { detail: 'content is too long: keep it under 4000.' },
      null,
    );
    // When
    const end = retrying(
      failing(9, () => refusal),
      policy,
      new AbortController().signal,
    );
    // Then
    await expect(end).rejects.toThrow('content is too long: keep it under 4000.');
    expect(slept).toEqual([]);
  });

  it('never runs again once it is abandoned', async () => {
    // Given
    const { policy } = patience(9);
    const abandoned = new AbortController();
    const task = () => {
      abandoned.abort();
      return Promise.reject(busy());
    };
    // When
    const end = retrying(task, policy, abandoned.signal);
    // Then
    await expect(end).rejects.toThrow('aborted');
  });
});

describe('what a person reads of a problem', () => {
  it('is the detail of the service, when it gave one', () => {
    const problem = problemFrom(
      'The chat',
      403,
      { title: 'Forbidden', detail: 'Ask Ana to invite you.' },
      null,
    );
    expect(problem).toMatchObject({ kind: 'refused', message: 'Ask Ana to invite you.' });
  });

  it('is plain words for an answer that is no problem document', () => {
    const problem = problemFrom('The chat', 404, '<html>', null);
    expect(problem.message).toBe('The chat did not accept this (status 404).');
  });

  it('is a call to sign in for a token that is not accepted', () => {
    const problem = problemFrom('The chat', 401, undefined, null);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ kind: 'signed-out', passes: false });
  });
});
