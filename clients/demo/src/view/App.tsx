import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignIn } from '../auth/sign-in';
import type { Config } from '../config';
import { type Demo, startDemo } from '../demo';
import { useStore } from '../store';
import { Page } from './Page';
import { Welcome } from './Welcome';

interface AppProps {
  readonly config: Config;
  readonly signIn: SignIn;
  readonly sessionId: string;
}

export function App({ config, signIn, sessionId }: AppProps) {
  const state = useStore(signIn.state);
  const session = state.status === 'out' ? undefined : state.session;
  const token = useRef('');
  token.current = session?.token ?? '';
  const [demo, setDemo] = useState<Demo>();

  // A renewed token is the same person: what runs goes on, and takes the new token from here.
  const personId = session?.person.id;
  useEffect(() => {
    if (!session) {
      return undefined;
    }
    const started = startDemo({
      config,
      me: session.person,
      sessionId,
      token: () => token.current,
      signedOut: () => {
        signIn.ended();
      },
    });
    setDemo(started);
    return () => {
      started.stop();
      setDemo(undefined);
    };
  }, [personId]);

  if (state.status === 'out') {
    return <Welcome problem={state.problem} onSignIn={() => signIn.begin()} />;
  }
  if (!demo) {
    return null;
  }
  return (
    <Page
      demo={demo}
      ended={state.status === 'ended'}
      onSignIn={() => void signIn.begin()}
      onSignOut={() => {
        signIn.leave();
      }}
    />
  );
}
