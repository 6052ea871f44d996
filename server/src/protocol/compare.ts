/** The request that a comparison in an editor is made with, beside those of the protocol. */
export const COMPARE_REQUEST = 'srg/compare';

/** Addresses of two deliveries; of one that is open its text is taken as the user sees it. */
export interface CompareParameters {
  readonly old: string;
  readonly new: string;
  /** The address of the view's script, and the source of the policy that it comes from; without it, a file is made. */
  readonly view?: { readonly script: string; readonly source: string };
  /** BSNs leave the server only where this is true. */
  readonly showBsn?: boolean;
}

/** The text of an HTML document, or in words why there is none. */
export type CompareAnswer = { readonly html: string } | { readonly problem: string };
