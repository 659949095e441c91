import { Await } from "@remix-run/react";
import { type ReactNode, Suspense } from "react";

interface LaterProps<T> {
  /** What is there, or what is still on its way. */
  value: T | Promise<T>;
  /** The final shape without its content, so that nothing jumps. */
  fallback: ReactNode;
  children: (value: T) => ReactNode;
}

/** Shows what is there at once; what is slow is waited for in its own place while the page already stands. */
export function Later<T>({ value, fallback, children }: LaterProps<T>) {
  if (!(value instanceof Promise)) return <>{children(value)}</>;
  return (
    <Suspense fallback={fallback}>
      <Await resolve={value}>{(resolved) => children(resolved)}</Await>
    </Suspense>
  );
}
