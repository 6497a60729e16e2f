import { useState } from 'preact/hooks';
import { BoardPanel } from '../board/BoardPanel';
import { ChatPanel } from '../chat/ChatPanel';
import type { Demo } from '../demo';
import { ProductPanel } from '../viewers/ProductPanel';
import { Announcer } from './announcer';
import { Header } from './Header';
import { type Tab, Tabs } from './Tabs';

interface PageProps {
  readonly demo: Demo;
  readonly ended: boolean;
  readonly onSignIn: () => void;
  readonly onSignOut: () => void;
}

export function Page({ demo, ended, onSignIn, onSignOut }: PageProps) {
  const [tab, setTab] = useState<Tab>('chat');
  return (
    <div class="page" data-tab={tab}>
      <Header me={demo.me} connection={demo.connection} onSignOut={onSignOut} />
      {ended && (
        <div class="ended" role="alert" data-testid="session-ended">
          <span>Your sign-in has run out.</span>
          <button type="button" class="button primary" onClick={onSignIn}>
            Sign in again
          </button>
        </div>
      )}
      <main class="panels">
        <ChatPanel room={demo.room} me={demo.me} />
        <ProductPanel page={demo.productPage} />
        <BoardPanel ranking={demo.ranking} me={demo.me} />
      </main>
      <Tabs tab={tab} onTab={setTab} conversation={demo.room.conversation} />
      <Announcer />
    </div>
  );
}
