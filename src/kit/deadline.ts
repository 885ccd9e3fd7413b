/**
 * Makes a call with a signal that aborts after `ms`, or when `outer` does. Not AbortSignal.any: on Node 20 it forgets a timeout that
 * nothing else holds when memory is collected, and the call then waits for ever.
 * @throws DOMException TimeoutError through the call when the time is over
 */
export async function withDeadline<Result>(
  outer: AbortSignal,
  ms: number,
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  outer.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => controller.abort(outer.reason);
  const timer = setTimeout(() => controller.abort(new DOMException(`not done within ${ms} ms`, "TimeoutError")), ms);
  outer.addEventListener("abort", abort, { once: true });
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", abort);
  }
}
