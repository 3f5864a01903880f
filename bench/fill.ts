// Fills the throwaway county with matters in bulk: skewed as real villages are, most of them ended long ago.
import { sql } from 'kysely'
import { searchVector } from '../core/search/words.ts'
import { categories } from '../modules/reports/categories.ts'
import type { Throwaway } from '../testing/throwaway.ts'

const accounts = [
  '村口小桥往东第二根电杆上的路灯不亮了,晚上学生放学路过看不清。',
  '通组公路塌了半边,下雨后石头滚到路中间,摩托车差点摔倒。',
  '小学门口流动摊点占道,上下学时间车辆过不去。',
  '楼道里堆满杂物和电动车,充电线从窗户拉下来,担心起火。',
  '河边护栏断了三根,小孩常在那里玩水。',
  '隔壁砌墙占了公用通道,请来看一下怎么划线。',
  '变压器下面的电线垂得很低,大风天碰到树枝冒火花。',
  '井盖丢了一个,用树枝插着,夜里骑车危险。',
]
const batch = 50_000

/** Writes `rows` matters and nothing else: events and counters are not what this bench reads. */
export async function fillCounty(house: Throwaway, rows: number): Promise<void> {
  const { tree } = house.house.divisions
  const villages = house.villages.map((id) => tree.get(id))
  const ids = villages.map((v) => v.id)
  const townshipIds = villages.map((v) => v.parentId)
  const paths = villages.map((v) => v.path)
  const leaves = categories.filter((c) => c.under).map((c) => c.id)
  const words = accounts.map((account) => searchVector('', account))
  for (let done = 0; done < rows; done += batch) {
    const n = Math.min(batch, rows - done)
    await sql`insert into matters (id, county_id, kind, no, state, division_id, path, township_id, village_id, lng, lat, placed,
        channel, category, opened_at, state_since, due_at, ended_at, ended_as, waits_post, waits_division_id, data, search, changed_at)
      select gen_random_uuid(), ${house.countyId}, 'reports.report', '990101-2025-' || lpad((${done} + i)::text, 7, '0'), r.state,
        v.id, v.path, v.township, v.id, 109 + random() * 0.5, 27 + random() * 0.5, r.state <> 'unplaced',
        (array['portal','phone','visit','field','open311'])[1 + floor(random() * 5)::int], r.category, r.opened, r.opened,
        case when r.state in ('closed', 'declined') then null else now() + (random() - 0.15) * interval '10 days' end,
        case when r.state in ('closed', 'declined') then r.opened + interval '3 days' end,
        case r.state when 'closed' then 'settled' when 'declined' then 'dropped' end,
        'gridWorker', v.id,
        jsonb_build_object('category', r.category, 'account', (${accounts}::text[])[r.text]),
        (${words}::text[])[r.text]::tsvector, r.opened
      from (
        select i, 1 + floor(random() * ${accounts.length})::int as text,
          (${leaves}::text[])[1 + floor(power(random(), 2) * ${leaves.length})::int] as category,
          now() - power(random(), 1.2) * interval '1400 days' as opened,
          1 + floor(power(random(), 1.7) * ${ids.length})::int as place, random() as draw
        from generate_series(1, ${n}::int) i
      ) d
      cross join lateral (select d.text, d.category, d.opened, case
        when d.draw < 0.940 then 'closed' when d.draw < 0.970 then 'declined' when d.draw < 0.978 then 'received'
        when d.draw < 0.988 then 'inHand' when d.draw < 0.992 then 'routed' when d.draw < 0.994 then 'contained'
        when d.draw < 0.997 then 'resolved' when d.draw < 0.999 then 'escalated' else 'unplaced' end as state) r
      cross join lateral (select (${ids}::int[])[d.place] as id, (${townshipIds}::int[])[d.place] as township,
        (${paths}::text[])[d.place] as path) v`.execute(house.house.db)
    process.stdout.write(`\r  ${done + n}`)
  }
  process.stdout.write('\n')
}
