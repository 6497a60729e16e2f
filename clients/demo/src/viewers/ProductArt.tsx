import type { ComponentChildren } from 'preact';

/** A drawing of each product, so that the page needs no picture from anywhere. */
export function ProductArt({ id }: { readonly id: string }) {
  switch (id) {
    case '102':
      return <PorchChimes />;
    case '103':
      return <EveningBowl />;
    default:
      return <HandBell />;
  }
}

function Art({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <svg class={`art ${name}`} viewBox="0 -8 400 306" aria-hidden="true">
      <defs>
        <linearGradient id={`${name}-metal`} x1="0" x2="1">
          <stop offset="0" stop-color="#8a5a1e" />
          <stop offset="0.22" stop-color="#e2b45c" />
          <stop offset="0.38" stop-color="#fff0c4" />
          <stop offset="0.55" stop-color="#d9a13f" />
          <stop offset="1" stop-color="#7c4c16" />
        </linearGradient>
        <linearGradient id={`${name}-wood`} x1="0" x2="1">
          <stop offset="0" stop-color="#6b3d1f" />
          <stop offset="0.35" stop-color="#b9794a" />
          <stop offset="1" stop-color="#5d331a" />
        </linearGradient>
      </defs>
      {children}
    </svg>
  );
}

export function HandBell() {
  return (
    <Art name="hand-bell">
      <ellipse class="art-shadow" cx="204" cy="226" rx="104" ry="12" />
      <g class="art-swing" transform="rotate(-9 200 130)">
        <circle cx="200" cy="212" r="13" fill="url(#hand-bell-metal)" />
        <path
          d="M200 92c-36 0-44 26-47 58-2 22-9 34-24 46-5 4-3 10 3 10h136c6 0 8-6 3-10-15-12-22-24-24-46-3-32-11-58-47-58Z"
          fill="url(#hand-bell-metal)"
        />
        <path
          d="M141 186c30 8 88 8 118 0M154 150c22 6 70 6 92 0"
          fill="none"
          stroke="#7c4c16"
          stroke-opacity=".45"
          stroke-width="2"
        />
        <rect x="190" y="78" width="20" height="17" rx="4" fill="url(#hand-bell-metal)" />
        <path d="M188 80c-4-22-1-40 4-54 3-8 13-8 16 0 5 14 8 32 4 54Z" fill="url(#hand-bell-wood)" />
        <circle cx="200" cy="24" r="9" fill="url(#hand-bell-wood)" />
      </g>
    </Art>
  );
}

const tubes = [
  { x: 142, from: 62, length: 108 },
  { x: 168, from: 66, length: 128 },
  { x: 224, from: 66, length: 118 },
  { x: 250, from: 62, length: 92 },
  { x: 196, from: 68, length: 142 },
];

function PorchChimes() {
  return (
    <Art name="porch-chimes">
      <path d="M200 0v40M200 14 138 46M200 14l62 32" fill="none" stroke="#8a7a68" stroke-width="1.5" />
      {tubes.map(({ x, from, length }) => (
        <g key={x}>
          <path d={`M${x + 4} 50v${from - 46}`} stroke="#8a7a68" stroke-width="1.5" />
          <rect x={x} y={from} width="9" height={length} rx="4" fill="url(#porch-chimes-metal)" />
        </g>
      ))}
      <ellipse cx="200" cy="50" rx="72" ry="11" fill="#4f2b16" />
      <ellipse cx="200" cy="46" rx="72" ry="11" fill="url(#porch-chimes-wood)" />
      <path d="M200 210v22" stroke="#8a7a68" stroke-width="1.5" />
      <ellipse cx="200" cy="146" rx="22" ry="6" fill="url(#porch-chimes-wood)" />
      <path d="m200 228 13 15-13 13-13-13Z" fill="url(#porch-chimes-wood)" />
    </Art>
  );
}

function EveningBowl() {
  return (
    <Art name="evening-bowl">
      <ellipse class="art-shadow" cx="200" cy="224" rx="132" ry="13" />
      <path d="M98 204c0-14 30-22 102-22s102 8 102 22-30 20-102 20-102-6-102-20Z" fill="#7d3030" />
      <path d="M98 202c12 10 48 14 102 14s90-4 102-14" fill="none" stroke="#b45a4a" stroke-width="2" />
      <path d="M92 108c0 52 40 86 108 86s108-34 108-86Z" fill="url(#evening-bowl-metal)" />
      <g
        fill="none"
        stroke="#7c4c16"
        stroke-opacity=".28"
        stroke-width="2"
        stroke-dasharray="7 9"
        stroke-linecap="round"
      >
        <path d="M100 134c40 14 160 14 200 0M110 154c40 14 140 14 180 0M130 174c34 10 106 10 140 0" />
      </g>
      <ellipse cx="200" cy="108" rx="108" ry="22" fill="#5f3a10" />
      <ellipse cx="200" cy="108" rx="108" ry="22" fill="none" stroke="#f3cf84" stroke-width="3.5" />
      <g transform="rotate(24 282 80)">
        <rect x="276" y="20" width="13" height="122" rx="6" fill="url(#evening-bowl-wood)" />
        <rect x="272" y="104" width="21" height="44" rx="9" fill="#7d3030" />
      </g>
    </Art>
  );
}
