import { useEffect, useState } from 'preact/hooks';
import type { Conversation } from '../chat/conversation';
import { type Store, useStore } from '../store';
import { ChatIcon, EyeIcon, RankingIcon } from './icons';

export type Tab = 'chat' | 'product' | 'ranking';

interface TabsProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly conversation: Store<Conversation>;
}

/** On a phone one part is shown at a time; a wide page shows them all, and hides these. */
export function Tabs({ tab, onTab, conversation }: TabsProps) {
  const unread = useUnread(tab === 'chat', conversation);
  const button = (name: Tab, label: string, icon: preact.JSX.Element) => (
    <button
      type="button"
      aria-current={tab === name ? 'page' : undefined}
      data-testid={`tab-${name}`}
      onClick={() => {
        onTab(name);
      }}
    >
      {icon}
      {label}
      {name === 'chat' && unread && <span class="unread">new</span>}
    </button>
  );
  return (
    <nav class="tabs" aria-label="Parts of the page">
      {button('chat', 'Chat', <ChatIcon />)}
      {button('product', 'Product', <EyeIcon />)}
      {button('ranking', 'Ranking', <RankingIcon />)}
    </nav>
  );
}

function useUnread(reading: boolean, conversation: Store<Conversation>): boolean {
  const newest = useStore(conversation).messages.at(-1)?.sequence ?? 0;
  const [readUpTo, setReadUpTo] = useState(newest);
  useEffect(() => {
    // The first page that is loaded is not news.
    if (reading || readUpTo === 0) {
      setReadUpTo(newest);
    }
  }, [reading, newest, readUpTo]);
  return !reading && readUpTo !== 0 && newest > readUpTo;
}
