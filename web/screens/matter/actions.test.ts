// Steps, reasons and differences follow from the definition and from what the server says can be done.
import { expect, test } from 'vitest'
import type { MatterView, MeView } from '../../../contract/views.ts'
import { report } from '../../../modules/reports/report.matter.ts'
import { differences, nextStep, operationsOf, stepsOf } from './actions.ts'

const me = (post: string) => ({ posts: [{ post }] }) as unknown as MeView

test('what can be taken comes first, then what this state knows, then the rest; the reporter’s own steps are not offered', () => {
  const can: Record<string, string | null> = Object.fromEntries(
    Object.keys(report.transitions).map((name) => [name, 'matters.wrong-state']),
  )
  const open = { ...can, route: null, accept: null, decline: 'access.not-your-post' }
  const steps = stepsOf(report, { state: 'received', can: open })
  expect(steps.slice(0, 2).map((step) => step.name)).toEqual(['accept', 'route'])
  expect(steps[0]).toMatchObject({ why: null, isHere: true, asks: true })
  expect(steps.find((step) => step.name === 'decline')).toMatchObject({ why: 'access.not-your-post', isHere: true })
  expect(steps.map((step) => step.name)).not.toContain('confirm')
  expect(steps.at(-1)?.isHere).toBe(false)
})

test('the step that leads furthest comes first; giving up and what the clock does come last', () => {
  const can = Object.fromEntries(Object.keys(report.transitions).map((name) => [name, null]))
  const names = (state: string) =>
    stepsOf(report, { state, can: can as Record<string, null> })
      .filter((step) => step.isHere)
      .map((step) => step.name)
  expect(names('inHand')).toEqual(['resolve', 'contain', 'route', 'decline'])
  expect(names('unplaced')).toEqual(['place', 'accept', 'decline'])
  expect(names('resolved')).toEqual(['closeWithReason', 'lapse', 'reopen'])
})

test('a step the server says nothing about is not offered as possible', () => {
  expect(stepsOf(report, { state: 'received', can: {} }).every((step) => step.why !== null)).toBe(true)
  expect(operationsOf(report, { can: { assign: null } })[0]).toEqual({ name: 'assign', why: null })
})

test('a row offers the step of its state that one of the reader’s posts takes', () => {
  expect(nextStep(report, { state: 'received', merged: false }, me('gridWorker'))).toBe('accept')
  expect(nextStep(report, { state: 'routed', merged: false }, me('department'))).toBe('acceptRouted')
  expect(nextStep(report, { state: 'routed', merged: false }, me('gridWorker'))).toBeNull()
  expect(nextStep(report, { state: 'closed', merged: false }, me('townshipCentre'))).toBeNull()
  expect(nextStep(report, { state: 'received', merged: true }, me('gridWorker'))).toBeNull()
})

test('differences name the fields that changed', () => {
  const before = { state: 'received', owner: null, unit: null, dueAt: null, mergedInto: null, data: { account: 'a' } }
  const now = { ...before, state: 'inHand', owner: { id: '1', name: '网格员' }, data: { account: 'a', effort: 'hard' } }
  const found = differences(before as unknown as MatterView, now as unknown as MatterView)
  expect(found.map((each) => each.field)).toEqual(['@state', '@owner', 'effort'])
})
