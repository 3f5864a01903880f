-- Signatures drawn on a screen: to which document of which dispute, in which place, to which text.
create table mediation_signatures (
  county_id integer not null,
  id uuid not null,
  matter_id uuid not null,
  document text not null,
  place text not null,
  -- SHA-256 of the text that was signed: when the text is another, the signature is void.
  digest text not null,
  strokes jsonb not null,
  -- On the mediator's own screen, or by the party on their phone with link and digits.
  way text not null check (way in ('screen', 'link')),
  -- The account that held out the screen; null for a party.
  made_by text,
  made_at timestamptz not null,
  primary key (id, county_id)
);
create index mediation_signatures_matter on mediation_signatures (matter_id, made_at);
