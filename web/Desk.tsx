// The desk as a whole: language, theme, cache, session, routes.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { RequestProblem } from '../ui/http/problem.ts'
import { LanguageProvider } from '../ui/text/language.tsx'
import { Theme } from '../ui/theme/Theme.tsx'
import { router } from './routes.tsx'
import { SessionGate } from './session/SessionGate.tsx'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one however often it is asked; only what did not arrive is worth another try.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof RequestProblem && error.refusal.status >= 400 && error.refusal.status < 500),
      refetchOnWindowFocus: false,
    },
  },
})

export function Desk() {
  return (
    <LanguageProvider>
      <Theme>
        <QueryClientProvider client={client}>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </QueryClientProvider>
      </Theme>
    </LanguageProvider>
  )
}
