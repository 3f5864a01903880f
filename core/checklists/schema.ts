// The shape of a checklist as it comes over HTTP; what it means is checked by contract/checklist/faults.ts.
import Type from 'typebox'
import { most, questionTypes } from '../../contract/checklist/form.ts'

const strict = { additionalProperties: false }
const words = (max: number) =>
  Type.Object(
    { zh: Type.String({ minLength: 1, maxLength: max }), en: Type.String({ minLength: 1, maxLength: max }) },
    strict,
  )
const name = Type.String({ minLength: 1, maxLength: 60 })
const expression = Type.String({ minLength: 1, maxLength: most.expression })

const question = Type.Object(
  {
    type: Type.Union(questionTypes.map((t) => Type.Literal(t))),
    name,
    label: words(400),
    hint: Type.Optional(words(400)),
    required: Type.Optional(Type.Union([Type.Literal(true), expression])),
    relevant: Type.Optional(expression),
    constraint: Type.Optional(expression),
    constraintMessage: Type.Optional(words(200)),
    calculation: Type.Optional(expression),
    choices: Type.Optional(Type.Array(Type.Object({ name, label: words(200) }, strict), { maxItems: most.choices })),
    rule: Type.Optional(
      Type.Object(
        {
          weight: Type.Union([Type.Literal('shall'), Type.Literal('should')]),
          finding: expression,
          basis: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
          days: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** Sections hold items down to the depth a checklist may have; written out, since every validator reads that. */
const itemAt = (depth: number): Type.TSchema =>
  depth === 0
    ? question
    : Type.Union([
        question,
        Type.Object(
          {
            type: Type.Union([Type.Literal('group'), Type.Literal('repeat')]),
            name,
            label: words(400),
            relevant: Type.Optional(expression),
            items: Type.Array(itemAt(depth - 1), { maxItems: most.items }),
          },
          strict,
        ),
      ])

export const checklistSchema = Type.Object(
  { title: words(200), items: Type.Array(itemAt(most.depth), { maxItems: most.items }) },
  strict,
)
