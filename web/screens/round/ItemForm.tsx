// One item or section of a checklist: its words, how it is answered, what makes an answer a fault.
import { Input, InputNumber, Select, Switch } from 'antd'
import {
  type Checklist,
  type Item,
  isSection,
  type Question,
  questionTypes,
  type Rule,
  type Section,
} from '../../../contract/checklist/form.ts'
import type { Label } from '../../../contract/label.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { choicesText, itemAt, type Path, readChoices } from './checklist-edit.ts'
import { TypedText, WordsRow } from './ItemInputs.tsx'
import { words } from './plan-messages.ts'

interface Props {
  form: Checklist
  path: Path
  onTitle: (title: Label) => void
  onItem: (item: Item) => void
}

export function ItemForm({ form, path, onTitle, onItem }: Props) {
  const text = useText()
  const item = itemAt(form, path)
  if (!item)
    return (
      <>
        <WordsRow id="title" label={text(words.listTitle)} value={form.title} onChange={onTitle} />
        <p className="lf-soft">{text(words.choose)}</p>
      </>
    )
  return isSection(item) ? (
    <SectionForm section={item} onItem={onItem} />
  ) : (
    <QuestionForm question={item} onItem={onItem} />
  )
}

/** The item with a part set, or without it when it is empty. */
const withPart = <T extends Item>(item: T, part: string, value: unknown): T => {
  const { [part]: _, ...rest } = item as unknown as Record<string, unknown>
  return (value === undefined || value === '' ? rest : { ...rest, [part]: value }) as unknown as T
}

function SectionForm({ section, onItem }: { section: Section; onItem: (item: Item) => void }) {
  const text = useText()
  const set = (part: string, value: unknown) => onItem(withPart(section, part, value))
  return (
    <>
      <WordsRow id="label" label={text(words.wording)} value={section.label} onChange={(next) => set('label', next)} />
      <TypedText
        id="name"
        label={words.name}
        hint={words.nameHint}
        value={section.name}
        onChange={(v) => set('name', v)}
      />
      <FieldRow id="repeat" label={text(words.repeat)}>
        <Switch
          id="repeat"
          checked={section.type === 'repeat'}
          onChange={(on) => onItem({ ...section, type: on ? 'repeat' : 'group' })}
        />
      </FieldRow>
      <TypedText
        id="relevant"
        label={words.relevant}
        hint={words.relevantHint}
        value={section.relevant ?? ''}
        onChange={(v) => set('relevant', v)}
      />
    </>
  )
}

function QuestionForm({ question: q, onItem }: { question: Question; onItem: (item: Item) => void }) {
  const text = useText()
  const set = (part: string, value: unknown) => onItem(withPart(q, part, value))
  const chooses = q.type === 'select_one' || q.type === 'select_multiple'
  const isAsked = q.type !== 'note' && q.type !== 'calculate'
  return (
    <>
      <WordsRow id="label" label={text(words.wording)} value={q.label} onChange={(next) => set('label', next)} />
      <TypedText id="name" label={words.name} hint={words.nameHint} value={q.name} onChange={(v) => set('name', v)} />
      <FieldRow id="type" label={text(words.type)} required>
        <Select
          id="type"
          value={q.type}
          options={questionTypes.map((type) => ({ value: type, label: text(words.types[type]) }))}
          onChange={(type) => set('type', type)}
        />
      </FieldRow>
      {chooses ? <ChoicesRow question={q} onChange={(choices) => set('choices', choices)} /> : null}
      {q.type === 'calculate' ? (
        <TypedText
          id="calculation"
          label={words.calculation}
          value={q.calculation ?? ''}
          onChange={(v) => set('calculation', v)}
        />
      ) : null}
      {isAsked && q.type !== 'image' ? (
        <FieldRow id="required" label={text(words.required)}>
          <Switch
            id="required"
            checked={q.required !== undefined}
            onChange={(on) => set('required', on || undefined)}
          />
        </FieldRow>
      ) : null}
      {isAsked && q.type !== 'image' ? <RuleRows question={q} onChange={(rule) => set('rule', rule)} /> : null}
      <TypedText
        id="relevant"
        label={words.relevant}
        hint={words.relevantHint}
        value={q.relevant ?? ''}
        onChange={(v) => set('relevant', v)}
      />
      {isAsked && !chooses && q.type !== 'image' ? (
        <TypedText
          id="constraint"
          label={words.constraint}
          value={q.constraint ?? ''}
          onChange={(v) => set('constraint', v)}
        />
      ) : null}
    </>
  )
}

function ChoicesRow({ question, onChange }: { question: Question; onChange: (choices: Question['choices']) => void }) {
  const text = useText()
  return (
    <FieldRow id="choices" label={text(words.choices)} required hint={text(words.choicesHint)}>
      <Input.TextArea
        id="choices"
        rows={4}
        maxLength={20_000}
        defaultValue={choicesText(question)}
        onChange={(event) => onChange(readChoices(event.target.value))}
      />
    </FieldRow>
  )
}

const usualRule: Rule = { weight: 'shall', finding: ". = 'no'" }

function RuleRows({ question, onChange }: { question: Question; onChange: (rule: Rule | undefined) => void }) {
  const text = useText()
  const { rule } = question
  const set = (part: Partial<Rule>) => onChange({ ...(rule ?? usualRule), ...part })
  return (
    <>
      <FieldRow id="weight" label={text(words.weight)} required>
        <Select<Rule['weight'] | 'none'>
          id="weight"
          value={rule?.weight ?? 'none'}
          options={[
            { value: 'none', label: text(words.noRule) },
            { value: 'shall', label: text(words.shall) },
            { value: 'should', label: text(words.should) },
          ]}
          onChange={(weight) => (weight === 'none' ? onChange(undefined) : set({ weight }))}
        />
      </FieldRow>
      {rule ? (
        <TypedText
          id="finding"
          label={words.finding}
          hint={words.findingHint}
          value={rule.finding}
          onChange={(finding) => set({ finding })}
        />
      ) : null}
      {rule?.weight === 'shall' ? (
        <>
          <TypedText
            id="basis"
            label={words.basis}
            value={rule.basis ?? ''}
            onChange={(v) => onChange(withBasis(rule, v))}
          />
          <FieldRow id="days" label={text(words.days)}>
            <InputNumber
              id="days"
              min={0}
              max={365}
              value={rule.days ?? null}
              onChange={(n) => onChange(withDays(rule, n))}
            />
          </FieldRow>
        </>
      ) : null}
    </>
  )
}

function withBasis({ basis: _, ...rule }: Rule, basis: string): Rule {
  return basis === '' ? rule : { ...rule, basis }
}

function withDays({ days: _, ...rule }: Rule, days: number | null): Rule {
  return days === null ? rule : { ...rule, days }
}
