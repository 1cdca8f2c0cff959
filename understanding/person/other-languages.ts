// The wish for a person in languages that the business may not speak: their commonest words only. A message in them is read no further here.

interface Wording {
  readonly people: string;
  readonly wishes: string;
  readonly not: string;
  /** Said alone, it is the wish. */
  readonly alone: string;
}

const WORDINGS: readonly Wording[] = [
  {
    people:
      'mensch|menschen|mitarbeiter|mitarbeiterin|mitarbeitern|kundenservice|kundendienst|kundenberater|berater|beraterin|jemand|jemanden|jemandem|ansprechpartner|sachbearbeiter|vorgesetzten|person am telefon',
    wishes:
      'sprechen|reden|verbinden|will|möchte|anrufen|chatten|telefonieren|brauche|weiterleiten|durchstellen|verbinde|bitte',
    not: 'nicht|kein|keinen|keinem|ohne',
    alone:
      'menschlicher support|menschliche hilfe|echter mensch|mensch|mitarbeiter|mitarbeiterin|kundenservice|kundendienst|kundenberater',
  },
  {
    people:
      'humain|humaine|quelquun|conseiller|conseillère|conseillere|personne|agent|collègue|collegue|opérateur|operateur|responsable|service client',
    wishes:
      'parler|discuter|joindre|contacter|transférer|transferez|transférez|transferer|passez|mettez|besoin|veux|voudrais|svp|vous plait|vous plaît',
    not: 'pas|sans|aucun|plus',
    alone: 'humain|conseiller|conseillère|un conseiller|un humain|service client',
  },
  {
    people:
      'persona|agente|alguien|humano|asesor|asesora|operador|operadora|representante|encargado|ser humano|atención al cliente|atencion al cliente',
    wishes:
      'hablar|comunicarme|contactar|pasar|páseme|paseme|necesito|quiero|por favor|chatear|transferirme|comuníqueme|comuniqueme',
    not: 'no|sin',
    alone:
      'humano|asesor|agente|operador|un agente|una persona|persona real|atención al cliente|atencion al cliente',
  },
  {
    people:
      'persona|operatore|operatrice|qualcuno|umano|consulente|essere umano|servizio clienti|responsabile|addetto',
    wishes: 'parlare|contattare|passatemi|mi passi|ho bisogno|voglio|vorrei|per favore|trasferire|chattare',
    not: 'non|senza',
    alone: 'operatore umano|operatore|un operatore|umano|persona reale|una persona reale|servizio clienti',
  },
  {
    people:
      'medewerker|medewerkers|iemand|mens|persoon|klantenservice|collega|leidinggevende|echt persoon|echt mens',
    wishes: 'spreken|praten|graag|wil|mag|doorverbinden|verbinden|chatten|bellen|alsjeblieft|alstublieft',
    not: 'niet|geen|zonder',
    alone: 'medewerker|klantenservice|mens|echt mens|een mens',
  },
  {
    people: 'atendente|humano|humana|alguém|alguem|pessoa|representante',
    wishes: 'falar|quero|preciso|por favor|transferir|contactar',
    not: 'não|nao|sem',
    alone: 'atendente|um atendente',
  },
  {
    people: 'konsultantem|konsultanta|konsultant|człowiekiem|czlowiekiem|człowieka|kimś|pracownikiem',
    wishes: 'rozmawiać|porozmawiać|rozmawiac|porozmawiac|połącz|połączyć|proszę|prosze|chcę|chce',
    not: 'nie|bez',
    alone: 'konsultant|konsultanta|człowiek',
  },
];

const RULES = WORDINGS.map(({ people, wishes, not, alone }) => ({
  near: new RegExp(
    `(?:^| )(?:(?:${wishes})(?: \\S+){0,5} (?:${people})|(?:${people})(?: \\S+){0,5} (?:${wishes}))(?= |$)`,
  ),
  not: new RegExp(`(?:^| )(?:${not})(?= |$)`),
  alone: new RegExp(`^(?:${alone})$`),
}));

/** @param normalised as `normalise` gives it. */
export function wishesInOtherLanguage(normalised: string): boolean {
  return RULES.some(
    ({ near, not, alone }) => alone.test(normalised) || (near.test(normalised) && !not.test(normalised)),
  );
}
