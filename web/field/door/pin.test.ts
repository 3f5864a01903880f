// A PIN anybody would try first is not taken.
import { expect, test } from 'vitest'
import { whyNotPin } from './PinForms.tsx'

test.each(['12345', '111111', '123456', '987654', '0123456789'])('%s is refused', (pin) => {
  expect(whyNotPin(pin)).not.toBeNull()
})

test.each(['135790', '112233', '480213', '246802'])('%s is taken', (pin) => {
  expect(whyNotPin(pin)).toBeNull()
})
