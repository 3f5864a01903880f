// Where the database engine tells what it does: the part of a logger it needs.

/** The four levels the engine uses; pino and the console both fit. */
export interface EngineLog {
  debug: (message: string) => void
  info: (message: string) => void
  warn: (message: string) => void
  error: (message: string) => void
}
