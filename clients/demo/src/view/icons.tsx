// Drawn on a grid of 24, in the colour of the text around them.
import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function BellMark() {
  return <img class="mark" src="/icon.svg" alt="" width="32" height="32" />;
}

export function ChatIcon() {
  return (
    <Icon>
      <path d="M20 11.5a7.5 7.5 0 0 1-7.5 7.5 8 8 0 0 1-3.2-.7L4.5 19.5l1.2-4A7.5 7.5 0 1 1 20 11.5Z" />
    </Icon>
  );
}

export function EyeIcon() {
  return (
    <Icon>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
      <circle cx="12" cy="12" r="2.75" />
    </Icon>
  );
}

export function RankingIcon() {
  return (
    <Icon>
      <path d="M5 20v-7M12 20V4M19 20v-11" stroke-width="3" />
    </Icon>
  );
}

export function SendIcon() {
  return (
    <Icon>
      <path d="M12 19V5M6 11l6-6 6 6" stroke-width="2.25" />
    </Icon>
  );
}
