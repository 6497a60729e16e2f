export interface Product {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  readonly price: string;
  readonly about: string;
}

export const products: readonly [Product, ...Product[]] = [
  {
    id: '101',
    name: 'Hand bell no. 4',
    maker: 'Solid bronze, turned beech handle',
    price: '€ 86',
    about: 'One clear G, cast and tuned by hand. Heard at the far end of the garden.',
  },
  {
    id: '102',
    name: 'Porch chimes',
    maker: 'Five brass tubes, ash clapper',
    price: '€ 64',
    about: 'A pentatonic set that never sounds wrong, whatever the weather plays on it.',
  },
  {
    id: '103',
    name: 'Evening bowl',
    maker: 'Hammered bell metal, felt cushion',
    price: '€ 118',
    about: 'One stroke rings for the better part of a minute. Good for ending meetings.',
  },
];
