/*
 * Questions over real documents, written by somebody who saw neither retrieval nor answering. Each quote is a sentence or a
 * row of the file's own words, quoted only to check that it is found:
 * - 18f-handbook: the TTS Handbook of 18F, github.com/18F/handbook, public domain (CC0 1.0)
 * - 37signals-policies: 37signals / Basecamp open-source policies, github.com/basecamp/policies, CC BY 4.0
 * - pdf: py-pdf sample files, github.com/py-pdf/sample-files, CC BY-SA 4.0; "GeoTopo" is by Martin Thoma
 */

/** `file` is the path in the documents folder; `quote` is verbatim in the file as it is read, after white space is collapsed. */
export interface DocumentQuestion {
  id: string;
  question: string;
  file: string;
  quote: string;
  /** Of a PDF: counted from 1, whatever number is printed on it. */
  page?: number;
}

export const DOCUMENT_QUESTIONS: readonly DocumentQuestion[] = [
  { id: "doc-01", question: "How many credit hours can I pile up at most before I have to use some?", file: "18f-handbook/pages/travel-and-leave/overtime.md", quote: "You can have up to 24 credit hours accrued, at any given time." },
  { id: "doc-02", question: "I'm resigning and still have travel comp time. Do I get money for it?", file: "18f-handbook/pages/travel-and-leave/overtime.md", quote: "If you leave GSA, any unused travel comp time will be forfeited." },
  { id: "doc-03", question: "I want to give blood on Tuesday. How much time off can I be given for that?", file: "18f-handbook/pages/travel-and-leave/leave.md", quote: "up to 4 hours of Administrative Leave for blood donation." },
  { id: "doc-04", question: "Once my baby leave is over, how long do I have to stay in the job?", file: "18f-handbook/pages/travel-and-leave/paid-parental-leave.md", quote: "You will need to sign an agreement, stating that you will return to work for at least 12 weeks after your final day on PPL." },
  { id: "doc-05", question: "What happens to the leave colleagues donated to me if I get well and don't need all of it?", file: "18f-handbook/pages/travel-and-leave/voluntary-leave-transfer-program.md", quote: "All unused VLTP hours will be returned to the colleagues that donated to you." },
  { id: "doc-06", question: "A site asks for my mother's maiden name in case I forget my login. What should I enter?", file: "18f-handbook/pages/general-information-and-resources/tech-policies/password-requirements.md", quote: "consider setting up random nonsense answers and storing those answers in your password manager." },
  { id: "doc-07", question: "Something odd is going on on my laptop, should I shut it down straight away?", file: "18f-handbook/pages/general-information-and-resources/tech-policies/security-incidents.md", quote: "If you detect any unusual or suspicious activity on your computer, DO NOT turn off your computer." },
  { id: "doc-08", question: "How many hours may we spend fixing an incident without worrying whether they can be billed?", file: "18f-handbook/pages/general-information-and-resources/tech-policies/security-incidents.md", quote: "without worrying about whether or not the work is billable for up to eight person-hours of work per incident." },
  { id: "doc-09", question: "Does a hacker get the reward only once the hole is closed?", file: "18f-handbook/pages/general-information-and-resources/tech-policies/bug-bounty.md", quote: "There is no need to wait until the issue is resolved to award." },
  { id: "doc-10", question: "My bank wants to check my income for a mortgage. Which employer code do I give them?", file: "18f-handbook/pages/general-information-and-resources/employee-resources-policies/employment-verification.md", quote: "GSA's TWN Employer Code is 10536" },
  { id: "doc-11", question: "Can we pay somebody from a private company for giving a talk to our guild?", file: "18f-handbook/pages/general-information-and-resources/employee-resources-policies/hosting-non-government-speakers.md", quote: "we can not compensate guests for their time" },
  { id: "doc-12", question: "Which kind of working hours does a new hire start on if nothing else is arranged?", file: "18f-handbook/pages/general-information-and-resources/employee-resources-policies/work-schedules.md", quote: "By default, new TTS employees are on a standard schedule." },
  { id: "doc-13", question: "What's the deposit on the Chicago transit card, and how long is the card good for?", file: "18f-handbook/pages/general-information-and-resources/chicago.md", quote: "Ventra cards require a $5 deposit, which is refundable after registering, and the card stays valid for 5 years." },
  { id: "doc-14", question: "On which day is my New York transit card topped up again?", file: "18f-handbook/pages/general-information-and-resources/new-york-city.md", quote: "The balance resets on the 10th of every month." },
  { id: "doc-15", question: "When is there a market outside the San Francisco office?", file: "18f-handbook/pages/general-information-and-resources/san-francisco.md", quote: "There is a lively farmers market literally out our door every Wednesday." },
  { id: "doc-16", question: "I'd like business cards with our team's logo on them. Who pays?", file: "18f-handbook/pages/general-information-and-resources/purchase-requests.md", quote: "If you want TTS/18F branding, you must purchase your own business cards." },
  { id: "doc-17", question: "My badge reader suddenly says the certificate isn't trusted. Is there something simple I can try?", file: "18f-handbook/pages/getting-started/piv.md", quote: "Try cleaning the contact pad on the PIV with a pencil eraser." },
  { id: "doc-18", question: "On which weekday are new badges made?", file: "18f-handbook/pages/getting-started/piv.md", quote: "GSA processes new badges every Wednesday." },
  { id: "doc-19", question: "How long does the code on my work iPhone have to be?", file: "18f-handbook/pages/getting-started/equipment.md", quote: "It must be longer than 14 characters and contain both letters and numbers." },
  { id: "doc-20", question: "Can IT send me a cordless mouse?", file: "18f-handbook/pages/getting-started/equipment.md", quote: "GSA IT does not provide wireless peripherals." },
  { id: "doc-21", question: "Can my last working day be on Labor Day?", file: "18f-handbook/pages/hiring-staying-or-changing-jobs/leaving-tts.md", quote: "Your last day at TTS cannot be a federal holiday." },
  { id: "doc-22", question: "For how long can I still see my pay stubs online after I've left?", file: "18f-handbook/pages/hiring-staying-or-changing-jobs/leaving-tts.md", quote: "Separated employees retain access to Employee Express (EEX) for 3 years, so long as they retain their login ID and password." },
  { id: "doc-23", question: "How are the eight years of a term appointment usually split up?", file: "18f-handbook/pages/hiring-staying-or-changing-jobs/term-extensions.md", quote: "The standard term length breakdown for an 8 year appointment is 3+3+2." },
  { id: "doc-24", question: "I got married and changed my last name in HR Links. How many days until it shows?", file: "18f-handbook/pages/18f/how-18f-works/changing-your-name.md", quote: "Wait up to 5 business days for the changes to take effect." },
  { id: "doc-25", question: "Do I need a password on the Zoom calls I set up?", file: "18f-handbook/pages/tools/zoom.md", quote: "All Zoom meetings hosted by GSA require a meeting password." },
  { id: "doc-26", question: "How long is a new meeting in my calendar unless I change it?", file: "18f-handbook/pages/tools/google-calendar.md", quote: "Google Calendar's default event duration is 30 minutes." },
  { id: "doc-27", question: "Could what we write in a private channel ever become public?", file: "18f-handbook/pages/tools/slack/guidelines.md", quote: "Private channel content and direct messages can still be publicly published in a FOIA request" },
  { id: "doc-28", question: "If I cancel HEY in my first year and take the refund, can somebody else get my address?", file: "37signals-policies/refund/hey/index.md", quote: "your @hey.com email address will be recycled 30 days after account cancellation and made available to someone else." },
  { id: "doc-29", question: "I haven't touched my free account in ages. When will you close it?", file: "37signals-policies/cancellation/index.md", quote: "For free accounts: after 365 days of inactivity" },
  { id: "doc-30", question: "What do we get back if Basecamp Big is down for ten minutes?", file: "37signals-policies/sla/index.md", quote: "For any given day where an outage exceeds 5 minutes, we’ll credit your account 10x for a full hour that is equal to the hourly rate you pay us for use of Basecamp." },
  { id: "doc-31", question: "Our charity is tax-exempt, is the letter from the IRS all you need from us?", file: "37signals-policies/taxes/index.md", quote: "Because not all US federal exemptions are recognized by each state, an IRS tax exemption letter is not enough." },
  { id: "doc-32", question: "Does our Basecamp 4 account belong to the company or to the person who signed up?", file: "37signals-policies/ownership-bc3/index.md", quote: "Basecamp 4 accounts are owned by individuals, not by organizations." },
  { id: "doc-33", question: "My mother died and I have no login to her mail. How long until you have checked my papers?", file: "37signals-policies/incapacitated/index.md", quote: "The following process may take anywhere from 4-7 days as we go through verification steps." },
  { id: "doc-34", question: "You shut my account without any warning. Can I contest that?", file: "37signals-policies/abuse/how-we-handle/index.md", quote: "If we terminate an account without notice, the decision is final." },
  { id: "doc-35", question: "My inbox is being flooded by an attacker. How soon will somebody react?", file: "37signals-policies/security/response/index.md", quote: "We will respond within two hours and work with you to counter the attack." },
  { id: "doc-36", question: "I made it to the interview but didn't get the job. How long do you hold on to my data?", file: "37signals-policies/privacy/recruitment/index.md", quote: "We'll keep your personal data for _up to two years_ if you advance to a take-home exercise or interview stage of our hiring process." },
  { id: "doc-37", question: "Could my boss read my mail on our own domain at HEY?", file: "37signals-policies/ownership-hey/index.md", quote: "they have the ability to read every email sent or received within the HEY for Domains account." },
  { id: "doc-38", question: "In welchem Semester ist das Skript zur Geometrie und Topologie entstanden?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Dieses Skript wurde im Wintersemester 2013/2014 von Martin Thoma geschrieben.", page: 2 },
  { id: "doc-39", question: "Wie wird die SNCF-Metrik noch genannt?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Diese Metrik wird auch „französische Eisenbahnmetrik“ genannt.", page: 12 },
  { id: "doc-40", question: "Ist jeder metrische Raum auch ein Hausdorff-Raum?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Metrische Räume sind hausdorffsch", page: 12 },
  { id: "doc-41", question: "Wann genau ist eine Teilmenge des Rn kompakt?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Eine Teilmenge von Rn oder Cn ist genau dann kompakt, wenn sie beschränkt und abgeschlossen ist.", page: 21 },
  { id: "doc-42", question: "Was versteht man in der Mathematik unter einem Knoten?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Eine geschlossene Jordankurve in R3 heißt Knoten.", page: 24 },
  { id: "doc-43", question: "Gibt es Mannigfaltigkeiten der Dimension null, und wie viele Punkte können sie haben?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Es gibt auch noch 0-dimensionale Mannigfaltigkeiten. Diese Mannigfaltigkeiten können beliebig viele Elemente haben.", page: 28 },
  { id: "doc-44", question: "Wie lange blieb offen, ob das Parallelenaxiom aus den anderen Axiomen folgt?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "die Frage ob das Parallelenaxiom unabhängig von den restlichen Axiomen ist, über 2000 Jahre nicht gelöst wurde.", page: 68 },
  { id: "doc-45", question: "Was gilt für die Diagonalen eines Vierecks ohne einspringende Ecke?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Die Diagonalen eines konvexen Vierecks schneiden sich.", page: 70 },
  { id: "doc-46", question: "Gibt es auf der Kugel Dreiecke mit drei rechten Winkeln?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "In der sphärischen Geometrie gibt es, im Gegensatz zur euklidischen Geometrie, Dreiecke mit drei 90◦-Winkeln.", page: 76 },
  { id: "doc-47", question: "Ist das Möbiusband orientierbar?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "S = Möbiusband (vgl. Abbildung 5.1) ist nicht orientierbar.", page: 94 },
  { id: "doc-48", question: "Wer hat die Bilder im Topologie-Skript gezeichnet, bei denen keine Quelle steht?", file: "pdf/009-pdflatex-geotopo/GeoTopo-komprimiert.pdf", quote: "Alle Bilder, die hier nicht aufgeführt sind, wurden von Martin Thoma erstellt.", page: 109 },
  { id: "doc-49", question: "How many million people live in Denmark according to the table of EU countries?", file: "pdf/026-latex-multicolumn/multicolumn.pdf", quote: "Denmark 5.8 42,951 Copenhagen Danish", page: 3 },
  { id: "doc-50", question: "Which two languages are official in Finland?", file: "pdf/026-latex-multicolumn/multicolumn.pdf", quote: "Finland 5.5 338,424 Helsinki Finnish, Swedish", page: 3 },
];

/** None of the files answers these, though each is about something a file is near to. */
export const UNANSWERED_DOCUMENT_QUESTIONS: readonly { id: string; question: string }[] = [
  { id: "doc-none-01", question: "What does Basecamp cost per user and month?" },
  { id: "doc-none-02", question: "Can I pay for HEY with Bitcoin?" },
  { id: "doc-none-03", question: "How large may a single file be that I upload to Basecamp?" },
  { id: "doc-none-04", question: "Is there a cheaper HEY for students?" },
  { id: "doc-none-05", question: "How many people work at 37signals?" },
  { id: "doc-none-06", question: "On which phone number do I reach HEY's support?" },
  { id: "doc-none-07", question: "Can I read my HEY mail in Thunderbird over IMAP?" },
  { id: "doc-none-08", question: "How many days of vacation do the people at Basecamp get?" },
  { id: "doc-none-09", question: "May I bring my dog to the Chicago office?" },
  { id: "doc-none-10", question: "What does a salad cost in the cafeteria of the San Francisco office?" },
  { id: "doc-none-11", question: "How much does a GS-13 in Denver earn?" },
  { id: "doc-none-12", question: "Who pays for my internet line at home when I work remotely all year?" },
  { id: "doc-none-13", question: "How many people live in Portugal according to the table of EU countries?" },
  { id: "doc-none-14", question: "Wann ist die Klausur zur Topologie-Vorlesung, und welche Note braucht man zum Bestehen?" },
  { id: "doc-none-15", question: "Was besagt der Vierfarbensatz für Landkarten?" },
];
