import { hueOf, initialsOf } from './initials';

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly small?: boolean;
}

/** Decoration only: the name always stands beside it. */
export function Avatar({ id, name, small = false }: AvatarProps) {
  return (
    <span class={small ? 'avatar small' : 'avatar'} style={{ '--hue': String(hueOf(id)) }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
