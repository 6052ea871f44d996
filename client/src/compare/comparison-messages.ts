/** A place in a text: lines and columns from 0, start before end. */
export type Place = readonly number[];

/** A record of one of the deliveries, or of both. */
export interface Jump {
  readonly kind: 'jump';
  readonly old: Place | undefined;
  readonly new: Place | undefined;
}

/** What the view says to the extension. */
export type FromComparison = Jump | { readonly kind: 'export' };

/** What of the view outlives that it is covered. */
export interface ComparisonState {
  readonly scroll: number;
  readonly search: string;
}
