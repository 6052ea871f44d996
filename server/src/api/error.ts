import type * as api from './srg-xml.d.ts';

export class SrgError extends Error implements api.SrgError {
  override readonly name = 'SrgError';

  constructor(
    readonly code: api.SrgErrorCode,
    message: string,
  ) {
    super(message);
  }
}
