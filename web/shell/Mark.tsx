// The mark of the product: two neighbours inside one shield.
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1d4463" />
      <path
        d="M16 5.500 25 9v7.200c0 5-3.700 8.600-9 10.600-5.300-2-9-5.600-9-10.600V9z"
        fill="none"
        stroke="#8fc1e6"
        strokeWidth="1.800"
        strokeLinejoin="round"
      />
      <circle cx="12.400" cy="15" r="2.600" fill="#fff" />
      <circle cx="19.600" cy="15" r="2.600" fill="#fff" />
      <path d="M12.400 15h7.200" stroke="#fff" strokeWidth="1.800" />
    </svg>
  )
}
