// Where townships lie, roughly, as far as the demonstration needs it: the seats, and who has whom for a neighbour.
import type { Position } from '../core/geo/shape.ts'

/** By code of the township. The others go where there is room. */
export const townshipsNear: Record<string, Position> = {
  '431227101': [109.28, 27.37],
  '431227103': [109.08, 27.36],
  '431227104': [108.92, 27.1],
  '431227105': [109.1, 27.24],
  '431227106': [109.2, 27.21],
  '431227107': [109.175, 27.353],
  '431227108': [109.0, 27.26],
  '431227109': [109.15, 27.08],
  '431227110': [109.24, 27.27],
  '431227200': [109.38, 27.16],
  '431227215': [109.28, 27.15],
  '520603003': [109.214, 27.518],
  '520622001': [108.93, 27.17],
  '520622002': [108.906, 27.236],
  '520622003': [109.03, 27.31],
  '520622004': [108.97, 27.29],
  '520622100': [109.09, 27.45],
  '520622102': [108.9, 27.34],
  '520622103': [109.0, 27.4],
  '520622200': [108.84, 27.22],
  '522624001': [108.67, 26.95],
  '522624002': [108.69, 26.94],
  '522624100': [108.68, 26.97],
  '522624104': [108.86, 27.04],
  '522626001': [108.82, 27.17],
  '522626100': [108.78, 27.19],
  '522627001': [109.2, 26.91],
  '522627002': [109.15, 27.03],
  '522627003': [109.23, 26.93],
  '522627004': [109.21, 26.88],
  '522627102': [109.02, 27.03],
  '522627110': [109.32, 26.88],
}

/** Townships that are a part of their county by themselves: 地湖乡 lies apart from 天柱县. */
export const exclaves: Record<string, number> = { '522627203': 1 }

/** Villages on a border: each beside a village or any village of a township across it. Agreements in domain.md §1.4. */
export const besides: { village: string; beside: string }[] = [
  { village: '431227104216', beside: '522627102215' },
  { village: '431227104226', beside: '522624104' },
]

/** The county whose villages have grids, and how many each. */
export const gridded = { county: '431227', grids: 3 }
