// Where the plan of jobs lies in the database.
export const jobsSchema = 'jobs'
