/** What the view of an overview says to the extension. */
export type FromOverview =
  | { readonly kind: 'open'; readonly uri: string }
  | { readonly kind: 'export' }
  /** Check again. */
  | { readonly kind: 'again' };

/** What of the view outlives that it is covered. */
export interface OverviewState {
  /** That it is sorted by. */
  readonly column: number;
  readonly descending: boolean;
}
