/** One bad field: its path in the request and what would be right. */
export interface FieldError {
  field: string;
  message: string;
}

/** Optional parts of a {@link Problem}. */
export interface ProblemDetails {
  /** What the caller can do about it. */
  detail?: string;
  errors?: FieldError[];
  headers?: Record<string, string>;
}

/** An answer other than success, as problem details (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(status: number, title: string, details: ProblemDetails = {}) {
    super(title);
    this.status = status;
    this.details = details;
  }
}
