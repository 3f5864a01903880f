// The county's youth-rights posts for anybody: the offices' names, telephones and addresses, and nothing else.
import type { Ctx } from '../../core/context.ts'
import { homeCounty } from '../../core/lists/home.ts'
import { openPosts } from './queries.ts'
import { mostPosts, type PostsForAll } from './rules.ts'

/** The posts of the home county by name, at most 100. */
export async function postsForAll(ctx: Ctx): Promise<PostsForAll> {
  const found = await openPosts(ctx, await homeCounty(ctx), mostPosts + 1)
  return { posts: found.slice(0, mostPosts), truncated: found.length > mostPosts }
}
