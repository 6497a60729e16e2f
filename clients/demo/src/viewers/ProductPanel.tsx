import { useStore } from '../store';
import { Notice } from '../view/Notice';
import { ProductArt } from './ProductArt';
import type { ProductPage } from './product-page';
import { products } from './products';
import { othersOf, othersWords } from './viewers';

export function ProductPanel({ page }: { readonly page: ProductPage }) {
  const product = useStore(page.product);
  return (
    <section
      class="panel product"
      aria-labelledby="product-title"
      data-testid="product"
      data-product={product.id}
    >
      <div class="shelf" role="group" aria-label="Products">
        {products.map((one) => (
          <button
            key={one.id}
            type="button"
            class="shelf-item"
            aria-pressed={one.id === product.id}
            data-testid={`product-${one.id}`}
            onClick={() => {
              page.show(one);
            }}
          >
            {one.name}
          </button>
        ))}
      </div>
      <div class="product-stage">
        <ProductArt id={product.id} />
        <Others page={page} />
      </div>
      <div class="product-words">
        <Notice board={page.board} testId="product-notice" />
        <div class="product-title">
          <h2 id="product-title">{product.name}</h2>
          <p class="price">{product.price}</p>
        </div>
        <p class="muted">{product.maker}</p>
        <p>{product.about}</p>
      </div>
    </section>
  );
}

function Others({ page }: { readonly page: ProductPage }) {
  const others = othersOf(useStore(page.viewers));
  return (
    <div class="others" role="status">
      {others > 0 && (
        <p data-testid="viewers" data-others={others}>
          <span class="pulse" aria-hidden="true" />
          {othersWords(others)}
        </p>
      )}
    </div>
  );
}
